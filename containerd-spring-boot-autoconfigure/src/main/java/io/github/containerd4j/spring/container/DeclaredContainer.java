package io.github.containerd4j.spring.container;

import java.time.Duration;
import java.util.List;

import io.github.containerd4j.image.PullPolicy;
import io.github.containerd4j.network.NetworkSettings;
import io.github.containerd4j.spec.ContainerSpec;

/**
 * A container that the application wants to run while it runs itself.
 *
 * @param namespace the namespace
 * @param spec what it is
 * @param network its network
 * @param log where its output goes
 * @param pullPolicy whether the registry is asked for an image that is there already
 * @param stopTimeout how long it may take to end by itself
 * @param onStop what becomes of it when the application ends
 * @param probes how to find out whether it does its work
 * @param fingerprint changes with everything that can only be changed by creating the
 * container anew
 * @since 0.1.0
 */
public record DeclaredContainer(String namespace, ContainerSpec spec, NetworkSettings network, ContainerLog log,
		PullPolicy pullPolicy, Duration stopTimeout, OnStop onStop, List<DeclaredProbe> probes, String fingerprint) {

	/**
	 * Copies the probes.
	 * @param namespace the namespace
	 * @param spec what it is
	 * @param network its network
	 * @param log where its output goes
	 * @param pullPolicy whether the registry is asked
	 * @param stopTimeout how long it may take to end by itself
	 * @param onStop what becomes of it when the application ends
	 * @param probes how to find out whether it does its work
	 * @param fingerprint changes with the declaration
	 */
	public DeclaredContainer {
		probes = List.copyOf(probes);
	}

	/**
	 * The identifier.
	 * @return the identifier
	 */
	public String id() {
		return this.spec.id();
	}

	@Override
	public String toString() {
		return this.namespace + "/" + id();
	}

}

package io.github.containerd4j.spring.container;

import java.util.Map;

import io.github.containerd4j.probe.ProbeState;
import io.github.containerd4j.probe.ProbeStatus;
import org.jspecify.annotations.Nullable;

/**
 * What the application knows of a declared container.
 *
 * @param namespace the namespace
 * @param container the identifier of the container
 * @param phase how far it has come
 * @param failure why it could not be started; {@code null} if it could
 * @param probes what its probes know, by their names
 * @since 0.1.0
 */
public record DeclaredContainerStatus(String namespace, String container, Phase phase, @Nullable String failure,
		Map<String, ProbeStatus> probes) {

	/**
	 * Copies the probes.
	 * @param namespace the namespace
	 * @param container the identifier of the container
	 * @param phase how far it has come
	 * @param failure why it could not be started
	 * @param probes what its probes know
	 */
	public DeclaredContainerStatus {
		probes = Map.copyOf(probes);
	}

	/**
	 * The state of all probes together.
	 * @return the worst; {@link ProbeState#HEALTHY} if there are none
	 */
	public ProbeState probeState() {
		boolean starting = false;
		for (ProbeStatus probe : this.probes.values()) {
			if (probe.state() == ProbeState.UNHEALTHY) {
				return ProbeState.UNHEALTHY;
			}
			starting |= probe.state() == ProbeState.STARTING;
		}
		return starting ? ProbeState.STARTING : ProbeState.HEALTHY;
	}

	/**
	 * How far a container has come.
	 */
	public enum Phase {

		/** Its turn has not come yet. */
		WAITING,

		/** It is being made ready. */
		STARTING,

		/** It was started or adopted. It may have ended by itself since. */
		STARTED,

		/** It could not be started. */
		FAILED,

		/** The application has stopped or left it. */
		STOPPED

	}

}

package io.github.containerd4j.mount;

import java.util.List;
import java.util.Map;

import io.github.containerd4j.snapshot.Mount;

/**
 * What an activation did and what it left over.
 *
 * @param name the name of the activation
 * @param active what the daemon has mounted
 * @param system what is still to be mounted by the caller, with ordinary system mounts
 * @param labels the labels
 * @since 0.1.0
 */
public record ActivationInfo(String name, List<ActiveMount> active, List<Mount> system, Map<String, String> labels) {

	/**
	 * Copies lists and labels.
	 * @param name the name
	 * @param active what the daemon has mounted
	 * @param system what is still to be mounted
	 * @param labels the labels
	 */
	public ActivationInfo {
		active = List.copyOf(active);
		system = List.copyOf(system);
		labels = Map.copyOf(labels);
	}

}

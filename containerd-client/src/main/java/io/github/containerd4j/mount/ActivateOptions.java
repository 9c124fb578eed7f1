package io.github.containerd4j.mount;

import java.util.HashMap;
import java.util.Map;

import io.github.containerd4j.Labels;

/**
 * How mounts are activated. Immutable.
 *
 * @param temporary whether the activation need not outlive the daemon's process
 * @param labels the labels of the activation
 * @since 0.1.0
 */
public record ActivateOptions(boolean temporary, Map<String, String> labels) {

	private static final ActivateOptions NONE = new ActivateOptions(false, Map.of());

	/**
	 * Checks the labels.
	 * @param temporary whether the activation need not outlive the daemon's process
	 * @param labels the labels
	 * @throws io.github.containerd4j.InvalidArgumentException if a label is not valid
	 */
	public ActivateOptions {
		labels = Labels.require(labels);
	}

	/**
	 * Not temporary, without labels.
	 * @return the options
	 */
	public static ActivateOptions none() {
		return NONE;
	}

	/**
	 * A copy for an activation that is temporary.
	 * @return the copy
	 */
	public ActivateOptions asTemporary() {
		return new ActivateOptions(true, this.labels);
	}

	/**
	 * A copy with one label more.
	 * @param key the key
	 * @param value the value
	 * @return the copy
	 */
	public ActivateOptions withLabel(String key, String value) {
		Map<String, String> all = new HashMap<>(this.labels);
		all.put(key, value);
		return new ActivateOptions(this.temporary, all);
	}

}

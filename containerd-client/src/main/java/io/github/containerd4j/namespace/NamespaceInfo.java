package io.github.containerd4j.namespace;

import java.util.Map;

import io.github.containerd4j.Identifiers;
import io.github.containerd4j.Labels;

/**
 * A namespace and its labels.
 *
 * @param name the name
 * @param labels the labels
 * @since 0.1.0
 */
public record NamespaceInfo(String name, Map<String, String> labels) {

	/** The label that names the snapshotter which clients use by default. */
	public static final String DEFAULT_SNAPSHOTTER_LABEL = "containerd.io/defaults/snapshotter";

	/** The label that names the runtime which clients use by default. */
	public static final String DEFAULT_RUNTIME_LABEL = "containerd.io/defaults/runtime";

	/**
	 * Checks name and labels.
	 * @param name the name
	 * @param labels the labels
	 * @throws io.github.containerd4j.InvalidArgumentException if containerd would refuse
	 * one of them
	 */
	public NamespaceInfo {
		Identifiers.require("namespace", name);
		labels = Labels.require(labels);
	}

}

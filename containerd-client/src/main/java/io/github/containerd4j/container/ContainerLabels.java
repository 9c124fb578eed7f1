package io.github.containerd4j.container;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Labels;
import io.github.containerd4j.oci.ImageConfig;
import io.github.containerd4j.spec.ContainerSpec;
import org.jspecify.annotations.Nullable;

/**
 * The labels of a new container's record.
 */
final class ContainerLabels {

	private ContainerLabels() {
	}

	static Map<String, String> of(ContainerSpec spec, @Nullable ImageConfig image) {
		Map<String, String> labels = new LinkedHashMap<>();
		if (image != null) {
			image.labels().forEach((key, value) -> addIfValid(labels, key, value));
		}
		labels.putAll(spec.recordLabels((image != null) ? image.stopSignal() : ""));
		labels.putAll(spec.labels());
		return labels;
	}

	// Whoever made the image did not know containerd's rules.
	private static void addIfValid(Map<String, String> labels, String key, String value) {
		try {
			Labels.require(key, value);
			labels.put(key, value);
		}
		catch (InvalidArgumentException ex) {
			return;
		}
	}

}

package io.github.containerd4j.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.containerd4j.spec.RestartPolicy.Mode;

/**
 * The labels that containerd's own clients and plugins agree on.
 * <p>
 * Source: {@code client/container_opts.go} and {@code core/runtime/restart} of containerd
 * 2.1.
 */
final class RecordLabels {

	private static final String STOP_SIGNAL = "io.containerd.image.config.stop-signal";

	static final String DESCRIPTION = "io.github.containerd4j.description";

	static final String EPHEMERAL = "io.github.containerd4j.ephemeral";

	static final String PROFILES = "io.github.containerd4j.profiles";

	private static final String RESTART = "containerd.io/restart.";

	static final List<String> RESTART_LABELS = List.of(RESTART + "policy", RESTART + "status");

	private RecordLabels() {
	}

	/**
	 * The property that a label stands for.
	 */
	static String property(String label) {
		if (label.startsWith(RESTART)) {
			return "restart";
		}
		return switch (label) {
			case STOP_SIGNAL -> "stop-signal";
			case DESCRIPTION -> "description";
			case EPHEMERAL -> "ephemeral";
			case PROFILES -> "profiles";
			default -> "labels";
		};
	}

	static Map<String, String> of(SpecSettings settings, String imageStopSignal) {
		Map<String, String> labels = new LinkedHashMap<>();
		String image = imageStopSignal.isEmpty() ? "SIGTERM" : imageStopSignal;
		labels.put(STOP_SIGNAL, image);
		labels.putAll(given(settings));
		return labels;
	}

	/**
	 * The labels of what is set, and of nothing else.
	 */
	static Map<String, String> given(SpecSettings settings) {
		Map<String, String> labels = new LinkedHashMap<>();
		if (settings.stopSignal != null) {
			labels.put(STOP_SIGNAL, settings.stopSignal);
		}
		if (settings.logUri != null) {
			labels.put(RESTART + "loguri", settings.logUri);
		}
		RestartPolicy policy = settings.restartPolicy;
		if (policy != null && policy.mode() != Mode.NO) {
			labels.put(RESTART + "policy", policy.toString());
			// The monitor starts only what was meant to run.
			labels.put(RESTART + "status", "running");
		}
		if (settings.description != null) {
			labels.put(DESCRIPTION, settings.description);
		}
		if (settings.ephemeral != null) {
			labels.put(EPHEMERAL, SpecSettings.isOn(settings.ephemeral) ? "true" : "");
		}
		if (!settings.profiles.isEmpty()) {
			labels.put(PROFILES, String.join(",", settings.profiles));
		}
		return labels;
	}

}

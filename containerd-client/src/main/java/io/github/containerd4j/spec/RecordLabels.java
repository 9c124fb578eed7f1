package io.github.containerd4j.spec;

import java.util.LinkedHashMap;
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

	private static final String RESTART = "containerd.io/restart.";

	private RecordLabels() {
	}

	static Map<String, String> of(SpecSettings settings, String imageStopSignal) {
		Map<String, String> labels = new LinkedHashMap<>();
		String image = imageStopSignal.isEmpty() ? "SIGTERM" : imageStopSignal;
		labels.put(STOP_SIGNAL, (settings.stopSignal != null) ? settings.stopSignal : image);
		if (settings.logUri != null) {
			labels.put(RESTART + "loguri", settings.logUri);
		}
		RestartPolicy policy = settings.restartPolicy;
		if (policy != null && policy.mode() != Mode.NO) {
			labels.put(RESTART + "policy", policy.toString());
			// The monitor starts only what was meant to run.
			labels.put(RESTART + "status", "running");
		}
		return labels;
	}

}

package io.github.containerd4j.sample.container;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import io.github.containerd4j.TypedValue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The limits in a runtime spec, in words.
 */
final class Limits {

	private static final long MEGABYTE = 1024 * 1024;

	private Limits() {
	}

	static Map<String, String> of(@Nullable TypedValue spec) {
		Map<String, String> limits = new TreeMap<>();
		if (spec == null) {
			return limits;
		}
		JsonNode resources = JsonMapper.shared().readTree(spec.asText()).path("linux").path("resources");
		double quota = resources.path("cpu").path("quota").asDouble(0);
		double period = resources.path("cpu").path("period").asDouble(0);
		if (quota > 0 && period > 0) {
			limits.put("cpus", String.format(Locale.ROOT, "%.2f", quota / period));
		}
		long memory = resources.path("memory").path("limit").asLong(0);
		if (memory > 0) {
			limits.put("memory", memory / MEGABYTE + " MB");
		}
		long pids = resources.path("pids").path("limit").asLong(0);
		if (pids > 0) {
			limits.put("processes", Long.toString(pids));
		}
		return limits;
	}

}

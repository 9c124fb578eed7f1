package io.github.containerd4j.introspection;

import java.util.Map;

import io.github.containerd4j.TypedValue;
import org.jspecify.annotations.Nullable;

/**
 * What a runtime says of itself.
 *
 * @param name the name of the runtime, such as {@code io.containerd.runc.v2}
 * @param version the version of the shim; empty if the shim does not tell
 * @param revision the commit the shim was built from; empty if the shim does not tell
 * @param options the options that the question was asked with, as the shim understood
 * them; {@code null} if there are none
 * @param features what the runtime supports, JSON in the form of the runtime spec's
 * features document; {@code null} if the shim does not tell
 * @param annotations notes of the shim
 * @since 0.1.0
 */
public record RuntimeInfo(String name, String version, String revision, @Nullable TypedValue options,
		@Nullable TypedValue features, Map<String, String> annotations) {

	/**
	 * Copies the map.
	 * @param name the name of the runtime
	 * @param version the version of the shim
	 * @param revision the commit of the shim
	 * @param options the options
	 * @param features what the runtime supports
	 * @param annotations notes of the shim
	 */
	public RuntimeInfo {
		annotations = Map.copyOf(annotations);
	}

}

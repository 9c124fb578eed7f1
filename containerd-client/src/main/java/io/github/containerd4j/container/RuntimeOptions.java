package io.github.containerd4j.container;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.TypedValue;
import org.jspecify.annotations.Nullable;

/**
 * The runtime that runs a container.
 *
 * @param name the name, such as {@code io.containerd.runc.v2}, or the absolute path of a
 * shim; the daemon turns the name into the shim's file name
 * @param options the runtime's own options; {@code null} for its defaults
 * @since 0.1.0
 */
public record RuntimeOptions(String name, @Nullable TypedValue options) {

	/** The runtime that clients use unless told otherwise: runc with the v2 shim. */
	public static final String RUNC_V2 = "io.containerd.runc.v2";

	/**
	 * Checks the name.
	 * @param name the name
	 * @param options the runtime's own options
	 * @throws InvalidArgumentException if the name is empty
	 */
	public RuntimeOptions {
		if (name.isEmpty()) {
			throw InvalidArgumentException.of("runtime", name, "the name must not be empty");
		}
	}

	/**
	 * A runtime with its default options.
	 * @param name the name
	 * @return the runtime
	 */
	public static RuntimeOptions of(String name) {
		return new RuntimeOptions(name, null);
	}

}

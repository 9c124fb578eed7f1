package io.github.containerd4j.sandbox;

import java.util.List;
import java.util.Map;

import io.github.containerd4j.TypedValue;
import io.github.containerd4j.snapshot.Mount;
import org.jspecify.annotations.Nullable;

/**
 * How a controller shall make a sandbox, besides its record.
 *
 * @param rootfs the mounts of the sandbox's own root file system; empty if it has none
 * @param options options in a form that the controller understands; {@code null} for none
 * @param networkNamespace the path of the network namespace on the daemon's host that it
 * joins; {@code null} for none
 * @param annotations notes for the controller, since containerd 2.0; older daemons ignore
 * them
 * @since 0.1.0
 */
public record SandboxOptions(List<Mount> rootfs, @Nullable TypedValue options, @Nullable String networkNamespace,
		Map<String, String> annotations) {

	/**
	 * Copies list and map.
	 * @param rootfs the mounts of the root file system
	 * @param options options of the controller
	 * @param networkNamespace the path of the network namespace
	 * @param annotations notes for the controller
	 */
	public SandboxOptions {
		rootfs = List.copyOf(rootfs);
		annotations = Map.copyOf(annotations);
	}

	/**
	 * No options.
	 * @return the options
	 */
	public static SandboxOptions none() {
		return new SandboxOptions(List.of(), null, null, Map.of());
	}

}

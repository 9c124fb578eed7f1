package io.github.containerd4j.spec;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.ToLongFunction;

import io.github.containerd4j.oci.ImageConfig;
import org.jspecify.annotations.Nullable;

/**
 * What a runtime spec depends on besides the options of the container.
 *
 * @param namespace containerd's namespace
 * @param image the config of the image; {@code null} if there is none
 * @param rootFiles reads the files of the new container
 * @param processes gives the process identifier, on the daemon's host, of another
 * container's task
 * @param hostFiles tells whether this machine's files are those of the daemon, so that
 * sources of mounts can be looked at
 * @param networkFiles what the container's network mounts: files of this machine by their
 * paths in the container
 * @since 0.1.0
 */
public record SpecContext(String namespace, @Nullable ImageConfig image, RootFiles rootFiles,
		ToLongFunction<String> processes, BooleanSupplier hostFiles, Map<String, Path> networkFiles) {

	/**
	 * Copies the map.
	 * @param namespace containerd's namespace
	 * @param image the config of the image
	 * @param rootFiles reads the files of the new container
	 * @param processes gives the process identifier of another container's task
	 * @param hostFiles tells whether this machine's files are those of the daemon
	 * @param networkFiles what the container's network mounts
	 */
	public SpecContext {
		networkFiles = Map.copyOf(networkFiles);
	}

}

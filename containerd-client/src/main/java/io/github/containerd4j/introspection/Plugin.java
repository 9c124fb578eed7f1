package io.github.containerd4j.introspection;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.containerd4j.oci.Platform;
import org.jspecify.annotations.Nullable;

/**
 * One part of the daemon, running or not.
 *
 * @param type the kind of plugin with the version of its interface, such as
 * {@code io.containerd.snapshotter.v1}
 * @param id the name within its type, such as {@code overlayfs}
 * @param requires the types that it needs, as patterns
 * @param platforms what it works for; empty if that does not matter to it
 * @param exports what it tells others, for instance a snapshotter's {@code root}
 * @param capabilities what it can do, in its own words, for instance the policies of the
 * restart monitor
 * @param initError why it does not run; {@code null} if it does
 * @since 0.1.0
 */
public record Plugin(String type, String id, List<String> requires, List<Platform> platforms,
		Map<String, String> exports, Set<String> capabilities, @Nullable String initError) {

	// What a plugin answers on a machine where it makes no sense.
	private static final String SKIPPED = "skip plugin";

	/**
	 * Copies the collections.
	 * @param type the kind of plugin
	 * @param id the name within its type
	 * @param requires the types that it needs
	 * @param platforms what it works for
	 * @param exports what it tells others
	 * @param capabilities what it can do
	 * @param initError why it does not run
	 */
	public Plugin {
		requires = List.copyOf(requires);
		platforms = List.copyOf(platforms);
		exports = Map.copyOf(exports);
		capabilities = Set.copyOf(capabilities);
	}

	/**
	 * Whether the plugin runs.
	 * @return {@code false} if it was skipped or has failed
	 */
	public boolean isHealthy() {
		return this.initError == null;
	}

	/**
	 * Whether the plugin does not run because it does not fit this machine or its
	 * configuration, which is no fault.
	 * @return {@code true} if it was skipped
	 */
	public boolean isSkipped() {
		return this.initError != null && this.initError.contains(SKIPPED);
	}

}

package io.github.containerd4j.spring.endpoint;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.github.containerd4j.introspection.Plugin;
import io.github.containerd4j.oci.Platform;
import org.jspecify.annotations.Nullable;

/**
 * One plugin of the daemon.
 *
 * @param type the kind of plugin
 * @param id the name within its type
 * @param status {@code ok}, {@code skip} or {@code error}, the words of {@code ctr}
 * @param requires the types that it needs
 * @param platforms what it works for
 * @param capabilities what it can do, sorted
 * @param exports what it tells others
 * @param error why it does not run; {@code null} if it does
 * @since 0.1.0
 */
public record PluginDescriptor(String type, String id, String status, List<String> requires, List<String> platforms,
		Set<String> capabilities, Map<String, String> exports, @Nullable String error) {

	static PluginDescriptor of(Plugin plugin) {
		return new PluginDescriptor(plugin.type(), plugin.id(), status(plugin), plugin.requires(),
				plugin.platforms().stream().map(Platform::toString).toList(), new TreeSet<>(plugin.capabilities()),
				new TreeMap<>(plugin.exports()), plugin.initError());
	}

	private static String status(Plugin plugin) {
		if (plugin.isHealthy()) {
			return "ok";
		}
		return plugin.isSkipped() ? "skip" : "error";
	}

}

package io.github.containerd4j.introspection;

import io.github.containerd4j.TypedValue;
import org.jspecify.annotations.Nullable;

/**
 * A plugin and what it says of itself when asked.
 *
 * @param plugin the plugin
 * @param extra its own answer; {@code null} if it has none to give
 * @since 0.1.0
 */
public record PluginDetails(Plugin plugin, @Nullable TypedValue extra) {
}

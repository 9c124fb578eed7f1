package io.github.containerd4j.spring.endpoint;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The runtime spec of a container.
 *
 * @param type the type URL, as recorded
 * @param size the size in bytes, as recorded
 * @param value the spec with masked values; {@code null} if it is no runtime spec of the
 * Open Container Initiative, or not readable as JSON
 * @since 0.1.0
 */
public record SpecDescriptor(String type, int size, @Nullable Map<String, Object> value) {
}

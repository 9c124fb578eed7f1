package io.github.containerd4j.event;

import io.github.containerd4j.TypedValue;

/**
 * A payload that this library cannot read: of a type that it does not know, because
 * another program published it or the daemon is newer, or of a known type with malformed
 * bytes.
 *
 * @param value type URL and bytes as they were received
 * @since 0.1.0
 */
public record UnknownEvent(TypedValue value) implements EventPayload {
}

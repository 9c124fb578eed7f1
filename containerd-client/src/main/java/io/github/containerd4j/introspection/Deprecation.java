package io.github.containerd4j.introspection;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A feature that somebody uses and that a later containerd will not have.
 *
 * @param id the identifier of the feature
 * @param message what to do about it
 * @param lastOccurrence when it was last used; {@code null} if the daemon does not tell
 * @since 0.1.0
 */
public record Deprecation(String id, String message, @Nullable Instant lastOccurrence) {
}

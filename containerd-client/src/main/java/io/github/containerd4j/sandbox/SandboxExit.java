package io.github.containerd4j.sandbox;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How a sandbox ended.
 *
 * @param code the exit code
 * @param exitedAt when it ended; {@code null} if it is not told
 * @since 0.1.0
 */
public record SandboxExit(int code, @Nullable Instant exitedAt) {
}

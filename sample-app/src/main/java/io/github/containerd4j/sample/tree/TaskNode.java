package io.github.containerd4j.sample.tree;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A task.
 *
 * @param pid the init process on the daemon's host
 * @param status containerd's word for its state
 * @param exitStatus how it ended; {@code null} while it has not
 * @param exitedAt when it ended; {@code null} while it has not
 */
public record TaskNode(int pid, String status, @Nullable Integer exitStatus, @Nullable Instant exitedAt) {
}

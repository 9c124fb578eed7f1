package io.github.containerd4j.event;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A sandbox has ended. Topic {@code /sandboxes/exit}, since containerd 2.0, and only
 * while somebody waits for its end.
 *
 * @param sandboxId the sandbox
 * @param exitStatus the exit status
 * @param exitedAt when it exited; {@code null} if the daemon does not tell
 * @since 0.1.0
 */
public record SandboxExit(String sandboxId, int exitStatus, @Nullable Instant exitedAt) implements SandboxEvent {

}

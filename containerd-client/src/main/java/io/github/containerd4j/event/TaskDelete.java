package io.github.containerd4j.event;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A task was deleted, which an exec is without an event. Topic {@code /tasks/delete}.
 * <p>
 * A shim that dies makes the daemon send this itself, so it may come twice. And it may
 * not come at all: the shim of containerd 2.x often ends before it has sent it. Who waits
 * for the end of a task waits for {@link TaskExit}.
 *
 * @param containerId the container
 * @param id the process; empty or the container's identifier for the init process
 * @param pid the process on the daemon's host
 * @param exitStatus the exit status; 128 + n after signal n,
 * {@link TaskExit#UNKNOWN_STATUS} also when nobody knows it
 * @param exitedAt when it exited; {@code null} if the daemon does not tell
 * @since 0.1.0
 */
public record TaskDelete(String containerId, String id, int pid, int exitStatus,
		@Nullable Instant exitedAt) implements TaskEvent {

}

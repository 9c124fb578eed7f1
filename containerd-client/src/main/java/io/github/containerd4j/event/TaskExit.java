package io.github.containerd4j.event;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A process of a task has ended. Topic {@code /tasks/exit}.
 * <p>
 * A shim that dies makes the daemon send this itself, so it may come twice: who counts,
 * keys on container, identifier and process number. The init process usually ends last,
 * but 1.6.20 and 1.7.0 may send the exit of an exec after it.
 *
 * @param containerId the container
 * @param id the process: the container's identifier for the init process, else the
 * identifier of the exec
 * @param pid the process on the daemon's host
 * @param exitStatus the exit status; 128 + n after signal n, {@link #UNKNOWN_STATUS} also
 * when nobody knows it
 * @param exitedAt when it exited; {@code null} if the daemon does not tell
 * @since 0.1.0
 */
public record TaskExit(String containerId, String id, int pid, int exitStatus,
		@Nullable Instant exitedAt) implements TaskEvent {

	/** The exit status of a process whose real one nobody knows. */
	public static final int UNKNOWN_STATUS = 255;

	/**
	 * Whether the task itself has ended, and not only an exec in it.
	 * @return {@code true} for the init process
	 */
	public boolean isInit() {
		return this.id.equals(this.containerId);
	}

}

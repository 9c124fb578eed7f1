package io.github.containerd4j.spring.endpoint;

import java.time.Instant;

import io.github.containerd4j.task.ExitStatus;
import io.github.containerd4j.task.ProcessInfo;
import org.jspecify.annotations.Nullable;

/**
 * One task.
 *
 * @param id the identifier of its container
 * @param pid the process id on the daemon's host
 * @param status {@code CREATED}, {@code RUNNING}, {@code STOPPED}, {@code PAUSED},
 * {@code PAUSING} or {@code UNKNOWN}
 * @param exitStatus the exit code; {@code null} unless it is stopped
 * @param exitedAt when it ended; {@code null} unless it is stopped
 * @since 0.1.0
 */
public record TaskDescriptor(String id, int pid, String status, @Nullable Integer exitStatus,
		@Nullable Instant exitedAt) {

	static TaskDescriptor of(ProcessInfo task) {
		ExitStatus exit = task.exitStatus();
		return new TaskDescriptor(task.containerId(), task.pid(), task.status().name(),
				(exit != null) ? exit.code() : null, (exit != null) ? exit.exitedAt() : null);
	}

}

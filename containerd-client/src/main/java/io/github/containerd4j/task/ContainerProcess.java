package io.github.containerd4j.task;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A process of a task, with what the host tells of it. A process that had ended by the
 * time it was looked at is left out.
 *
 * @param pid the process id on the daemon's host
 * @param parentPid the process id of its parent on the daemon's host
 * @param execId the exec identifier if it was started by exec; {@code null} for the first
 * process and for children
 * @param name the name of its program, at most 15 bytes
 * @param state the state in proc(5)'s letters, such as {@code R} running, {@code S}
 * sleeping, {@code D} in an uninterruptible sleep, {@code T} stopped by a signal
 * @param commandLine the program and its arguments; empty if it has ended
 * @since 0.1.0
 */
public record ContainerProcess(int pid, int parentPid, @Nullable String execId, String name, char state,
		List<String> commandLine) {

	/**
	 * Copies the list.
	 * @param pid the process id
	 * @param parentPid the process id of its parent
	 * @param execId the exec identifier
	 * @param name the name of its program
	 * @param state the state
	 * @param commandLine the program and its arguments
	 */
	public ContainerProcess {
		commandLine = List.copyOf(commandLine);
	}

}

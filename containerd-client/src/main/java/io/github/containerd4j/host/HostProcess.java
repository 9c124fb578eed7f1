package io.github.containerd4j.host;

import java.util.List;

/**
 * A process as the kernel of this machine knows it.
 *
 * @param pid the process id
 * @param parentPid the process id of its parent
 * @param name the name of its program, at most 15 bytes
 * @param state the state in proc(5)'s letters, such as {@code R} running, {@code S}
 * sleeping, {@code D} in an uninterruptible sleep, {@code T} stopped by a signal,
 * {@code Z} ended and not yet reaped
 * @param commandLine the program and its arguments; empty for a process that has ended
 * and for threads of the kernel
 * @since 0.1.0
 */
public record HostProcess(int pid, int parentPid, String name, char state, List<String> commandLine) {

	/**
	 * The state of a process that no signal ends: it waits for a device or a file system.
	 */
	public static final char UNINTERRUPTIBLE = 'D';

	/**
	 * Copies the list.
	 * @param pid the process id
	 * @param parentPid the process id of its parent
	 * @param name the name of its program
	 * @param state the state
	 * @param commandLine the program and its arguments
	 */
	public HostProcess {
		commandLine = List.copyOf(commandLine);
	}

}

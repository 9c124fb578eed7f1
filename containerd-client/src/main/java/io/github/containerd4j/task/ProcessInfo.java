package io.github.containerd4j.task;

import org.jspecify.annotations.Nullable;

/**
 * The state of a process when it was read.
 *
 * @param containerId the container that it belongs to
 * @param execId the exec identifier of a process that was added; {@code null} for the
 * first process of the task
 * @param pid the process id on the daemon's host; 0 before an exec is started and until a
 * restored task is
 * @param status the state
 * @param stdin the path that its standard input is read from, on the daemon's host;
 * {@code null} if it is {@code /dev/null}
 * @param stdout the path or URI that its standard output goes to; {@code null} if it is
 * {@code /dev/null}
 * @param stderr the path or URI that its standard error goes to; {@code null} if it is
 * {@code /dev/null}, or the terminal
 * @param terminal whether it has a terminal
 * @param exitStatus how it ended; {@code null} unless it is stopped
 * @since 0.1.0
 */
public record ProcessInfo(String containerId, @Nullable String execId, int pid, TaskStatus status,
		@Nullable String stdin, @Nullable String stdout, @Nullable String stderr, boolean terminal,
		@Nullable ExitStatus exitStatus) {

	/**
	 * The identifier as containerd's events have it.
	 * @return the container's identifier for the first process of the task, the exec
	 * identifier for a further one
	 */
	public String id() {
		return (this.execId != null) ? this.execId : this.containerId;
	}

	/**
	 * Whether this is the first process of the task.
	 * @return {@code false} for a process that was added by exec
	 */
	public boolean isInit() {
		return this.execId == null;
	}

}

package io.github.containerd4j.task;

import java.util.List;
import java.util.stream.Stream;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.Failure;
import io.github.containerd4j.host.HostProcess;
import io.github.containerd4j.host.HostProcesses;

/**
 * The processes of one task, looked up on the host.
 */
final class TaskProcesses {

	private final Task task;

	private final Waiting waiting;

	private final HostProcesses host;

	TaskProcesses(Task task, ProcessCalls calls, ProcessKey key) {
		this.task = task;
		this.waiting = calls.waiting("Tasks.ListPids", key);
		this.host = HostProcesses.over(calls.rpc());
	}

	List<ContainerProcess> list() {
		if (!this.host.areVisible()) {
			Failure failure = this.waiting.failure(ErrorCode.FAILED_PRECONDITION);
			throw new FailedPreconditionException(failure.describe()
					+ ": the daemon's process ids are not those of this machine; run ps in the container instead",
					failure, null);
		}
		return this.task.pids().stream().flatMap(this::look).toList();
	}

	private Stream<ContainerProcess> look(ProcessId id) {
		return this.host.find(id.pid())
			.stream()
			.map((found) -> new ContainerProcess(found.pid(), found.parentPid(), id.execId(), found.name(),
					found.state(), found.commandLine()));
	}

	/**
	 * The processes that no signal ends, for a message; nothing if that cannot be known.
	 */
	String describeUninterruptible() {
		List<String> stuck;
		try {
			stuck = list().stream()
				.filter((process) -> process.state() == HostProcess.UNINTERRUPTIBLE)
				.map((process) -> process.pid() + " (" + process.name() + ")")
				.toList();
		}
		catch (ContainerdException ex) {
			return "";
		}
		return stuck.isEmpty() ? "" : "; in an uninterruptible sleep: " + String.join(", ", stuck);
	}

}

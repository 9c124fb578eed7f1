package io.github.containerd4j.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.Failure;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.task.TaskStatus;

/**
 * Finds the control group of a task by its first process.
 */
final class TaskCgroup {

	private final Namespace namespace;

	private final String id;

	TaskCgroup(Namespace namespace, String id) {
		this.namespace = namespace;
		this.id = id;
	}

	Cgroup find() {
		if (!this.namespace.hostMounts().isDaemonHere()) {
			throw failed("the daemon is not on this machine, so its control groups are out of reach");
		}
		Task task = this.namespace.tasks().get(this.id);
		int pid = living(task);
		CgroupDirectories directories = CgroupDirectories.of(lines("/proc/" + pid + "/cgroup"),
				lines("/proc/self/mountinfo"));
		// As long as the task has this process, its id cannot have been another one's.
		task.refresh();
		if (living(task) != pid) {
			throw failed("it was started again meanwhile");
		}
		if (directories.all().isEmpty()) {
			throw failed("it has no control group of its own that can be seen here");
		}
		return new HostCgroup(this.id, directories);
	}

	private int living(Task task) {
		if (task.info().status() == TaskStatus.STOPPED) {
			throw failed("its task has ended");
		}
		return task.info().pid();
	}

	private List<String> lines(String file) {
		try {
			return Files.readAllLines(Path.of(file));
		}
		catch (IOException ex) {
			throw failed("its control group cannot be read: " + ex);
		}
	}

	private FailedPreconditionException failed(String reason) {
		Failure failure = new Failure("find the control group of", "container", this.id, this.namespace.name(),
				ErrorCode.FAILED_PRECONDITION);
		return new FailedPreconditionException(failure.describe() + ": " + reason, failure, null);
	}

}

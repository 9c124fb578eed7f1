package io.github.containerd4j.event;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.containerd4j.event.KnownState.Changes;
import io.github.containerd4j.task.ExitStatus;
import io.github.containerd4j.task.ProcessInfo;
import io.github.containerd4j.task.TaskStatus;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of one namespace.
 */
final class KnownTasks {

	private final Map<String, KnownTask> tasks = new HashMap<>();

	void apply(TaskEvent event) {
		String id = event.containerId();
		if (event instanceof TaskCreate create) {
			enter(id, create.pid(), TaskStatus.CREATED);
		}
		else if (event instanceof TaskStart start) {
			enter(id, start.pid(), TaskStatus.RUNNING);
		}
		else if (event instanceof TaskPaused) {
			this.tasks.computeIfPresent(id, (key, task) -> task.in(TaskStatus.PAUSED));
		}
		else if (event instanceof TaskResumed) {
			this.tasks.computeIfPresent(id, (key, task) -> task.in(TaskStatus.RUNNING));
		}
		else if (event instanceof TaskExit exit && exit.isInit()) {
			ExitStatus status = new ExitStatus(exit.exitStatus(), exit.exitedAt(), exit.pid());
			this.tasks.put(id, new KnownTask(TaskStatus.STOPPED, exit.pid(), status));
		}
		else if (event instanceof TaskDelete delete) {
			this.tasks.computeIfPresent(id, (key, task) -> task.isProcess(delete.pid()) ? null : task);
		}
	}

	/**
	 * The exit of a process may be told before its start.
	 */
	private void enter(String id, int pid, TaskStatus status) {
		KnownTask known = this.tasks.get(id);
		boolean exited = known != null && known.pid() == pid && known.status() == TaskStatus.STOPPED;
		if (!exited) {
			this.tasks.put(id, new KnownTask(status, pid, null));
		}
	}

	void removeGone(List<ProcessInfo> found, Changes changes) {
		Map<String, Integer> pids = found.stream()
			.collect(Collectors.toMap(ProcessInfo::containerId, ProcessInfo::pid, (one, other) -> other));
		this.tasks.entrySet().removeIf((known) -> {
			Integer pid = pids.get(known.getKey());
			boolean gone = pid == null || !known.getValue().isProcess(pid);
			if (gone) {
				tellGone(known.getKey(), known.getValue(), changes);
			}
			return gone;
		});
	}

	private static void tellGone(String id, KnownTask task, Changes changes) {
		ExitStatus exit = task.exit();
		if (exit == null && task.status() != TaskStatus.CREATED) {
			changes.add("/tasks/exit", new TaskExit(id, id, task.pid(), TaskExit.UNKNOWN_STATUS, null));
		}
		int code = (exit != null) ? exit.code() : TaskExit.UNKNOWN_STATUS;
		changes.add("/tasks/delete", new TaskDelete(id, id, task.pid(), code, (exit != null) ? exit.exitedAt() : null));
	}

	void update(List<ProcessInfo> found, Changes changes) {
		for (ProcessInfo task : found) {
			String id = task.containerId();
			KnownTask known = this.tasks.get(id);
			if (known == null) {
				TaskIo io = new TaskIo(task.stdin(), task.stdout(), task.stderr(), task.terminal());
				changes.add("/tasks/create", new TaskCreate(id, null, List.of(), io, null, task.pid()));
			}
			TaskStatus before = (known != null) ? known.status() : TaskStatus.CREATED;
			TaskStatus now = (task.status() != TaskStatus.UNKNOWN) ? task.status() : before;
			tellStatus(before, now, task, changes);
			this.tasks.put(id, new KnownTask(now, task.pid(), task.exitStatus()));
		}
	}

	private static void tellStatus(TaskStatus before, TaskStatus now, ProcessInfo task, Changes changes) {
		String id = task.containerId();
		if (before == now) {
			return;
		}
		if (before == TaskStatus.CREATED) {
			changes.add("/tasks/start", new TaskStart(id, task.pid()));
		}
		switch (now) {
			case PAUSED -> changes.add("/tasks/paused", new TaskPaused(id));
			case RUNNING -> tellResumed(before, id, changes);
			case STOPPED -> tellExit(task, changes);
			default -> {
			}
		}
	}

	private static void tellResumed(TaskStatus before, String id, Changes changes) {
		if (before == TaskStatus.PAUSED) {
			changes.add("/tasks/resumed", new TaskResumed(id));
		}
	}

	private static void tellExit(ProcessInfo task, Changes changes) {
		String id = task.containerId();
		ExitStatus exit = task.exitStatus();
		int code = (exit != null) ? exit.code() : TaskExit.UNKNOWN_STATUS;
		Instant at = (exit != null) ? exit.exitedAt() : null;
		changes.add("/tasks/exit", new TaskExit(id, id, task.pid(), code, at), (at != null) ? at : changes.now());
	}

	/**
	 * One task.
	 *
	 * @param status how far it has come
	 * @param pid the init process; 0 while a restored task has none
	 * @param exit how it ended; {@code null} if it has not
	 */
	private record KnownTask(TaskStatus status, int pid, @Nullable ExitStatus exit) {

		KnownTask in(TaskStatus status) {
			return (this.exit != null) ? this : new KnownTask(status, this.pid, null);
		}

		boolean isProcess(int other) {
			return this.pid == other || this.pid == 0 || other == 0;
		}

	}

}

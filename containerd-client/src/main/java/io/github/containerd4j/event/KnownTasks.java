package io.github.containerd4j.event;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.containerd4j.event.KnownState.Changes;
import io.github.containerd4j.event.StateListing.ListedTask;
import io.github.containerd4j.event.StateListing.TaskPhase;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of one namespace.
 */
final class KnownTasks {

	private final Map<String, KnownTask> tasks = new HashMap<>();

	void apply(TaskEvent event) {
		String id = event.containerId();
		if (event instanceof TaskCreate create) {
			enter(id, create.pid(), TaskPhase.CREATED);
		}
		else if (event instanceof TaskStart start) {
			enter(id, start.pid(), TaskPhase.RUNNING);
		}
		else if (event instanceof TaskPaused) {
			this.tasks.computeIfPresent(id, (key, task) -> task.in(TaskPhase.PAUSED));
		}
		else if (event instanceof TaskResumed) {
			this.tasks.computeIfPresent(id, (key, task) -> task.in(TaskPhase.RUNNING));
		}
		else if (event instanceof TaskExit exit && exit.isInit()) {
			this.tasks.put(id, new KnownTask(TaskPhase.STOPPED, exit.pid(), exit.exitStatus(), exit.exitedAt()));
		}
		else if (event instanceof TaskDelete delete) {
			this.tasks.computeIfPresent(id, (key, task) -> task.isProcess(delete.pid()) ? null : task);
		}
	}

	/**
	 * The exit of a process may be told before its start.
	 */
	private void enter(String id, int pid, TaskPhase phase) {
		KnownTask known = this.tasks.get(id);
		boolean exited = known != null && known.pid() == pid && known.phase() == TaskPhase.STOPPED;
		if (!exited) {
			this.tasks.put(id, new KnownTask(phase, pid, 0, null));
		}
	}

	void removeGone(List<ListedTask> found, Changes changes) {
		Map<String, Integer> pids = found.stream()
			.collect(Collectors.toMap(ListedTask::containerId, ListedTask::pid, (one, other) -> other));
		Set<Map.Entry<String, KnownTask>> known = this.tasks.entrySet();
		known.removeIf((entry) -> {
			Integer pid = pids.get(entry.getKey());
			boolean gone = pid == null || !entry.getValue().isProcess(pid);
			if (gone) {
				tellGone(entry.getKey(), entry.getValue(), changes);
			}
			return gone;
		});
	}

	private static void tellGone(String id, KnownTask task, Changes changes) {
		boolean exitSeen = task.phase() == TaskPhase.STOPPED;
		int status = exitSeen ? task.exitStatus() : TaskExit.UNKNOWN_STATUS;
		if (!exitSeen && task.phase() != TaskPhase.CREATED) {
			changes.add("/tasks/exit", new TaskExit(id, id, task.pid(), status, null));
		}
		changes.add("/tasks/delete", new TaskDelete(id, id, task.pid(), status, task.exitedAt()));
	}

	void update(List<ListedTask> found, Changes changes) {
		for (ListedTask task : found) {
			KnownTask known = this.tasks.get(task.containerId());
			if (known == null) {
				changes.add("/tasks/create",
						new TaskCreate(task.containerId(), null, List.of(), task.io(), null, task.pid()));
			}
			tellPhase((known != null) ? known.phase() : TaskPhase.CREATED, task, changes);
			this.tasks.put(task.containerId(),
					new KnownTask(task.phase(), task.pid(), task.exitStatus(), task.exitedAt()));
		}
	}

	private static void tellPhase(TaskPhase before, ListedTask task, Changes changes) {
		String id = task.containerId();
		if (before == task.phase()) {
			return;
		}
		if (before == TaskPhase.CREATED) {
			changes.add("/tasks/start", new TaskStart(id, task.pid()));
		}
		if (task.phase() == TaskPhase.PAUSED) {
			changes.add("/tasks/paused", new TaskPaused(id));
		}
		else if (before == TaskPhase.PAUSED && task.phase() == TaskPhase.RUNNING) {
			changes.add("/tasks/resumed", new TaskResumed(id));
		}
		else if (task.phase() == TaskPhase.STOPPED) {
			Instant at = task.exitedAt();
			changes.add("/tasks/exit", new TaskExit(id, id, task.pid(), task.exitStatus(), at),
					(at != null) ? at : changes.now());
		}
	}

	/**
	 * One task.
	 *
	 * @param phase how far it has come
	 * @param pid the init process; 0 while a restored task has none
	 * @param exitStatus the exit status, if it has ended
	 * @param exitedAt when it ended, if it has
	 */
	private record KnownTask(TaskPhase phase, int pid, int exitStatus, @Nullable Instant exitedAt) {

		KnownTask in(TaskPhase phase) {
			return (this.phase == TaskPhase.STOPPED) ? this
					: new KnownTask(phase, this.pid, this.exitStatus, this.exitedAt);
		}

		boolean isProcess(int other) {
			return this.pid == other || this.pid == 0 || other == 0;
		}

	}

}

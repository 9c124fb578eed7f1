package io.github.containerd4j.container;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.Failure;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.rootfs.OwnLabels;
import io.github.containerd4j.rootfs.Refusal;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.task.TaskService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes a container with what belongs to it. The record goes first: without it the
 * snapshot is garbage, so nothing stays for ever if this ends in the middle.
 */
final class ContainerDeletion {

	private static final Logger logger = LoggerFactory.getLogger(ContainerDeletion.class);

	private final Namespace namespace;

	ContainerDeletion(Namespace namespace) {
		this.namespace = namespace;
	}

	void delete(ContainerInfo info, DeleteOptions options, TaskService tasks) {
		boolean there = true;
		if (options.force()) {
			// First: a plugin that fails to disconnect must not be in the way.
			ContainerNetworks.of(this.namespace, info).detachByForce();
			tasks.find(info.id()).ifPresentOrElse(Task::deleteForcibly, () -> deleteHidden(tasks, info.id()));
			there = deleteIfThere(info.id());
		}
		else {
			requireNoTask(info.id());
			if (!options.snapshots()) {
				requireNoSnapshots(info.id());
			}
			// Before the record: whoever finds it can try again what a plugin failed to
			// do.
			ContainerNetworks.of(this.namespace, info).detach();
			this.namespace.containers().delete(info.id());
		}
		if (!options.keepSnapshot() && (there || !isUsed(info))) {
			removeSnapshot(info);
		}
		this.namespace.containerDirectory(info.id()).delete();
	}

	// Of a task that it created when it was killed, containerd 1.6 tells nothing, and yet
	// it lets nobody create another one.
	private static void deleteHidden(TaskService tasks, String id) {
		try {
			tasks.delete(id);
		}
		catch (NotFoundException ex) {
			logger.debug("Container {} has no task", id);
		}
	}

	private boolean deleteIfThere(String id) {
		try {
			this.namespace.containers().delete(id);
			return true;
		}
		catch (NotFoundException ex) {
			logger.debug("Container {} is gone already", id);
			return false;
		}
	}

	/**
	 * Whether a container has the snapshot by now that had this one's name before it was
	 * renamed.
	 */
	private boolean isUsed(ContainerInfo info) {
		return this.namespace.containers()
			.list()
			.stream()
			.map(Container::info)
			.anyMatch((other) -> Objects.equals(other.snapshotKey(), info.snapshotKey())
					&& Objects.equals(other.snapshotter(), info.snapshotter()));
	}

	private void removeSnapshot(ContainerInfo info) {
		String snapshotter = info.snapshotter();
		String key = info.snapshotKey();
		if (snapshotter != null && key != null) {
			removeSnapshot(snapshotter, key);
		}
	}

	private void requireNoSnapshots(String id) {
		Map<String, String> labels = this.namespace.containers().get(id).info().labels();
		if (labels.keySet().stream().anyMatch((key) -> key.startsWith(OwnLabels.SNAPSHOT))) {
			throw Refusal.state(this.namespace, "Containers.Delete", id,
					"it has snapshots, which would be lost; delete them first, or ask to delete them too");
		}
	}

	private void requireNoTask(String id) {
		Optional<Task> task = this.namespace.tasks().find(id);
		if (task.isPresent()) {
			Failure failure = new Failure("Containers.Delete", "container", id, this.namespace.name(),
					ErrorCode.FAILED_PRECONDITION);
			throw new FailedPreconditionException(failure.describe() + ": it has a task, which must be deleted first",
					failure, null);
		}
	}

	private void removeSnapshot(String snapshotter, String key) {
		try {
			this.namespace.snapshots(snapshotter).remove(key);
		}
		catch (NotFoundException ex) {
			// Garbage collection was faster, or there never was one.
			return;
		}
	}

}

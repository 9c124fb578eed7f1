package io.github.containerd4j.rootfs;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

import io.github.containerd4j.AlreadyExistsException;
import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.container.ContainerService;
import io.github.containerd4j.container.ContainerUpdate;
import io.github.containerd4j.rootfs.OwnLabels.Rename;
import io.github.containerd4j.snapshot.SnapshotService;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.task.TaskStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts in order what operations on containers left that were interrupted: by a killed
 * JVM, or by a daemon that went away for longer than anybody waits. Labels of the record
 * tell what was under way.
 *
 * @since 0.1.0
 */
public final class Unfinished {

	private static final Logger logger = LoggerFactory.getLogger(Unfinished.class);

	private final Namespace namespace;

	private final ContainerService records;

	/**
	 * For the containers of a namespace.
	 * @param namespace the namespace
	 * @param records its containers, read as they are
	 */
	public Unfinished(Namespace namespace, ContainerService records) {
		this.namespace = namespace;
		this.records = records;
	}

	/**
	 * Puts a container in order as far as that is possible now. Calls nothing if nothing
	 * is unfinished, which the record tells.
	 * @param info the record, just read
	 * @return the record as it is now; empty if it was only the new name of a container
	 * whose renaming did not come to its end
	 */
	public Optional<ContainerInfo> settleIfPossible(ContainerInfo info) {
		try {
			return settle(info);
		}
		catch (NotFoundException ex) {
			// It was deleted, or renamed, since it was read.
			logger.debug("Container {} needs no order any more", info.id(), ex);
			return Optional.of(info);
		}
		catch (ContainerdException ex) {
			logger.warn("Container {} cannot be put in order yet: {}", info.id(), ex.getMessage());
			return Optional.of(info);
		}
	}

	/**
	 * Puts a container in order. Calls nothing if nothing is unfinished, which the record
	 * tells.
	 * @param info the record, just read
	 * @return the record as it is now; empty if it was only the new name of a container
	 * whose renaming did not come to its end
	 * @throws ContainerdException if that fails; it can be tried again
	 */
	public Optional<ContainerInfo> settle(ContainerInfo info) {
		if (info.labels().keySet().stream().noneMatch(OwnLabels::isUnfinished)) {
			return Optional.of(info);
		}
		ContainerInfo current = info;
		for (String key : info.labels().keySet()) {
			if (OwnLabels.isPending(key)) {
				current = settlePending(current, key);
			}
		}
		current = settleFrozen(current);
		current = settleRenaming(current);
		return settleRenamed(current);
	}

	private ContainerInfo settlePending(ContainerInfo info, String label) {
		String snapshotter = info.snapshotter();
		String key = info.snapshotKey();
		if (snapshotter == null || key == null) {
			return info;
		}
		SnapshotService snapshots = this.namespace.snapshots(snapshotter);
		if (snapshots.find(key).isEmpty()) {
			String name = info.labels().get(label);
			if (name == null || snapshots.find(name).isEmpty()) {
				return info;
			}
			prepareAgain(snapshots, key, name);
			logger.info("The root file system of container {} is whole again after an interrupted operation",
					info.id());
		}
		return isOver(OwnLabels.leaseOfPending(label)) ? without(info, label) : info;
	}

	/**
	 * Gives a container its writable snapshot back, on what it was committed as. Does
	 * nothing if somebody else has done it.
	 */
	static void prepareAgain(SnapshotService snapshots, String key, String name) {
		Map<String, String> labels = new HashMap<>(snapshots.get(name).labels());
		labels.remove(OwnLabels.LAYER_OF);
		try {
			snapshots.prepare(key, name, labels);
		}
		catch (AlreadyExistsException ex) {
			logger.debug("Snapshot {} is there already", key);
		}
	}

	private ContainerInfo settleFrozen(ContainerInfo info) {
		String lease = info.labels().get(OwnLabels.FROZEN);
		if (lease == null || !isOver(lease)) {
			return info;
		}
		this.namespace.tasks()
			.find(info.id())
			.filter((task) -> task.info().status() == TaskStatus.PAUSED)
			.ifPresent(Task::resume);
		return without(info, OwnLabels.FROZEN);
	}

	private ContainerInfo settleRenaming(ContainerInfo info) {
		Optional<Rename> rename = OwnLabels.rename(info.labels().get(OwnLabels.RENAMING_TO));
		if (rename.isEmpty() || !isOver(rename.get().lease())) {
			return info;
		}
		String newId = rename.get().otherId();
		find(newId, OwnLabels.RENAMED_FROM, info.id()).ifPresent((other) -> takeBack(info.id(), newId));
		return without(info, OwnLabels.RENAMING_TO);
	}

	private Optional<ContainerInfo> settleRenamed(ContainerInfo info) {
		Optional<Rename> rename = OwnLabels.rename(info.labels().get(OwnLabels.RENAMED_FROM));
		if (rename.isEmpty() || !isOver(rename.get().lease())) {
			return Optional.of(info);
		}
		String oldId = rename.get().otherId();
		Optional<ContainerInfo> old = find(oldId, OwnLabels.RENAMING_TO, info.id());
		if (old.isEmpty()) {
			return Optional.of(without(info, OwnLabels.RENAMED_FROM));
		}
		takeBack(oldId, info.id());
		without(old.get(), OwnLabels.RENAMING_TO);
		return Optional.empty();
	}

	private Optional<ContainerInfo> find(String id, String label, String expected) {
		BiPredicate<ContainerInfo, String> names = (info, other) -> OwnLabels.rename(info.labels().get(label))
			.filter((rename) -> rename.otherId().equals(other))
			.isPresent();
		return this.records.find(id).map(Container::info).filter((info) -> names.test(info, expected));
	}

	private void takeBack(String oldId, String newId) {
		this.namespace.containerDirectory(newId).moveTo(this.namespace.containerDirectory(oldId));
		try {
			this.records.delete(newId);
		}
		catch (NotFoundException ex) {
			logger.debug("Somebody else has taken back the name {}", newId);
		}
		logger.info("Container {} keeps its name: an attempt to rename it to {} was interrupted", oldId, newId);
	}

	private boolean isOver(String lease) {
		return OperationLease.isOver(this.namespace, lease);
	}

	private ContainerInfo without(ContainerInfo info, String label) {
		return this.records.update(info.id(), ContainerUpdate.create().label(label, "")).info();
	}

}

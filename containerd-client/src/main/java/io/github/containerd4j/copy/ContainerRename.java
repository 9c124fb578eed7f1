package io.github.containerd4j.copy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.github.containerd4j.Identifiers;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.container.ContainerUpdate;
import io.github.containerd4j.host.ContainerDirectory;
import io.github.containerd4j.rootfs.OperationLease;
import io.github.containerd4j.rootfs.OwnLabels;
import io.github.containerd4j.rootfs.Refusal;
import io.github.containerd4j.rootfs.Turn;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.task.TaskStatus;
import io.github.containerd4j.undo.Rollback;

/**
 * Gives a stopped container another name. containerd cannot change an identifier, so the
 * record is written anew, with the same snapshot, before the old one is deleted: there is
 * always one. Both say what is under way, so that one of them goes when this is
 * interrupted.
 *
 * @since 0.1.0
 */
public final class ContainerRename {

	private static final String RENAME = "rename";

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final Namespace namespace;

	private final NewIdentity identity;

	private ContainerRename(Namespace namespace, NewIdentity identity) {
		this.namespace = namespace;
		this.identity = identity;
	}

	/**
	 * Renames a container.
	 * @param namespace the namespace
	 * @param id the container
	 * @param newId its new identifier
	 * @return the container under its new identifier
	 */
	public static Container of(Namespace namespace, String id, String newId) {
		Identifiers.require("container id", newId);
		return new ContainerRename(namespace, NewIdentity.of(namespace, id, newId)).run();
	}

	private Container run() {
		String oldId = this.identity.oldId();
		String newId = this.identity.newId();
		try (Turn turn = Turn.of(this.namespace, RENAME, oldId);
				OperationLease lease = OperationLease.open(this.namespace, RENAME);
				Rollback rollback = new Rollback(PATIENCE)) {
			Container old = this.namespace.containers().get(oldId);
			if (this.namespace.containers().find(newId).isPresent()) {
				throw Refusal.taken(this.namespace, RENAME, "container", newId);
			}
			endTask(old);
			rollback.add(() -> label(oldId, OwnLabels.notRenaming()));
			label(oldId, OwnLabels.renaming(newId, lease.id()));
			create(old.info(), lease, rollback);
			requireNoTask(oldId);
			this.namespace.containers().delete(oldId);
			rollback.succeeded();
			return label(newId, OwnLabels.notRenaming());
		}
	}

	// One that has ended is nobody's any more, and goes by the old name.
	private void endTask(Container container) {
		Optional<Task> task = container.task();
		if (task.filter((found) -> found.info().status() != TaskStatus.STOPPED).isPresent()) {
			throw runs(container.id());
		}
		task.ifPresent(Task::deleteForcibly);
		container.network().detach();
	}

	private void requireNoTask(String id) {
		if (this.namespace.tasks().find(id).isPresent()) {
			throw runs(id);
		}
	}

	private RuntimeException runs(String id) {
		return Refusal.state(this.namespace, RENAME, id, "it has a task; stop the container first");
	}

	private Container label(String id, Map<String, String> labels) {
		ContainerUpdate update = ContainerUpdate.create();
		labels.forEach(update::label);
		return this.namespace.containers().update(id, update);
	}

	private void create(ContainerInfo old, OperationLease lease, Rollback rollback) {
		ContainerDirectory source = this.namespace.containerDirectory(this.identity.oldId());
		ContainerDirectory target = this.namespace.containerDirectory(this.identity.newId());
		Map<String, String> labels = new HashMap<>(old.labels());
		labels.keySet().removeAll(OwnLabels.notRenaming().keySet());
		labels.putAll(OwnLabels.renamed(this.identity.oldId(), lease.id()));
		ContainerInfo.Builder record = this.identity.record(old, labels);
		String snapshotter = old.snapshotter();
		String key = old.snapshotKey();
		if (snapshotter != null && key != null) {
			record.snapshot(snapshotter, key);
		}
		rollback.add(() -> deleteRecord(lease));
		this.namespace.containers().create(record.build());
		rollback.add(() -> target.moveTo(source));
		source.moveTo(target);
	}

	private void deleteRecord(OperationLease lease) {
		Map<String, String> ours = OwnLabels.renamed(this.identity.oldId(), lease.id());
		this.namespace.containers()
			.find(this.identity.newId())
			.filter((container) -> container.info().labels().entrySet().containsAll(ours.entrySet()))
			.ifPresent((container) -> this.namespace.containers().delete(container.id()));
	}

}

package io.github.containerd4j.rootfs;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.container.ContainerUpdate;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.diff.DiffOptions;
import io.github.containerd4j.snapshot.Mount;
import io.github.containerd4j.snapshot.SnapshotInfo;
import io.github.containerd4j.snapshot.SnapshotKind;
import io.github.containerd4j.snapshot.SnapshotService;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.task.TaskStatus;
import io.github.containerd4j.undo.Rollback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The root file system of a container, whose state can be taken.
 * <p>
 * Where nothing runs, the container's snapshot is committed and prepared again on what it
 * has become, so nothing is copied. Between the two calls the key that the record names
 * does not exist; a label of the record tells on which snapshot it belongs and keeps
 * that, so whoever reads the record next puts it in order. While a task has the file
 * system mounted that cannot be done: the kernel goes on writing into the directory that
 * was committed. Then the daemon makes a layer of what was changed, and unpacks it into a
 * new snapshot.
 *
 * @since 0.1.0
 */
public final class ContainerRoot {

	private static final Logger logger = LoggerFactory.getLogger(ContainerRoot.class);

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final int ATTEMPTS = 5;

	private static final String ID_MAPPING = "containerd.io/snapshot/uidmapping";

	private static final String GC = "containerd.io/gc.";

	private final OperationLease lease;

	private final Namespace namespace;

	private final ContainerInfo info;

	private final String snapshotter;

	private final String key;

	private ContainerRoot(OperationLease lease, Namespace namespace, ContainerInfo info, String snapshotter,
			String key) {
		this.lease = lease;
		this.namespace = namespace;
		this.info = info;
		this.snapshotter = snapshotter;
		this.key = key;
	}

	/**
	 * The root file system of a container.
	 * @param lease the lease of the operation
	 * @param namespace the namespace, not under the lease
	 * @param info the container's record, just read
	 * @param operation what is wanted
	 * @return the root file system
	 * @throws io.github.containerd4j.FailedPreconditionException if the container has no
	 * snapshot
	 */
	public static ContainerRoot of(OperationLease lease, Namespace namespace, ContainerInfo info, String operation) {
		String snapshotter = info.snapshotter();
		String key = info.snapshotKey();
		if (snapshotter == null || key == null) {
			throw Refusal.state(namespace, operation, info.id(),
					"its root file system is no snapshot, but a directory that the spec names");
		}
		return new ContainerRoot(lease, namespace, info, snapshotter, key);
	}

	/**
	 * The name of the snapshotter.
	 * @return the name
	 */
	public String snapshotter() {
		return this.snapshotter;
	}

	/**
	 * Takes the state. What runs stands still until it is read.
	 * @param meanwhile what else is to be read at the same moment
	 * @return the state, held by the lease
	 * @throws io.github.containerd4j.ResourceExhaustedException if the disk is full, or
	 * so nearly that a commit would not be safe
	 */
	public RootState take(Runnable meanwhile) {
		Optional<Task> task = this.namespace.tasks()
			.find(this.info.id())
			.filter((found) -> found.info().status() != TaskStatus.STOPPED);
		for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
			try {
				return take(task, meanwhile);
			}
			catch (NotFoundException ex) {
				// Another process is between its commit and its preparation.
				logger.debug("The root file system of container {} is away", this.info.id(), ex);
				settle();
			}
		}
		return take(task, meanwhile);
	}

	private void settle() {
		new UnfinishedSnapshot(this.namespace, this.namespace.containers()).settle(record());
	}

	private ContainerInfo record() {
		return this.namespace.containers().get(this.info.id()).info();
	}

	private RootState take(Optional<Task> task, Runnable meanwhile) {
		SnapshotInfo own = snapshots().get(this.key);
		requireOwnersAsTheyAre(own);
		boolean readOnly = own.kind() == SnapshotKind.VIEW;
		List<Mount> mounts = readOnly ? List.of() : snapshots().mounts(this.key);
		if (readOnly || own.parent() != null && UnchangedLayer.is(this.namespace, mounts)) {
			task.ifPresentOrElse((running) -> frozen(running, meanwhile), meanwhile);
			return new RootState(this.snapshotter, own.parent(), readOnly, labels(own), 0);
		}
		String name = this.info.id() + "-" + UUID.randomUUID();
		if (task.isPresent()) {
			copy(own, name, task.get(), meanwhile);
		}
		else {
			CommitRoom.require(this.namespace, this.info.id(), mounts);
			commit(own, name);
			meanwhile.run();
		}
		return new RootState(this.snapshotter, name, false, labels(own), snapshots().usage(name).size());
	}

	// What was written has the owners as the machine sees them, and would be mapped
	// again.
	private void requireOwnersAsTheyAre(SnapshotInfo own) {
		if (own.kind() == SnapshotKind.ACTIVE && own.labels().containsKey(ID_MAPPING)) {
			throw Refusal.state(this.namespace, "Snapshots.Commit", this.info.id(),
					"it has a user namespace, so the owners of its files are mapped, and a layer of it cannot be used "
							+ "again");
		}
	}

	private void frozen(Task task, Runnable work) {
		Standstill.during(this.namespace, this.lease, Optional.of(task), () -> {
			work.run();
			return task;
		});
	}

	private void commit(SnapshotInfo own, String name) {
		String label = OwnLabels.pending(this.snapshotter, this.lease.id());
		try (Rollback rollback = new Rollback(PATIENCE)) {
			rollback.add(() -> takeBack(label));
			label(label, name);
			leased().commit(name, this.key, layerLabels(own));
			UnfinishedSnapshot.prepareAgain(leased(), this.key, name);
			rollback.succeeded();
		}
		label(label, "");
	}

	// Without an answer it is not known how far it got.
	private void takeBack(String label) {
		settle();
		label(label, "");
	}

	private void label(String key, String value) {
		this.namespace.containers().update(this.info.id(), ContainerUpdate.create().label(key, value));
	}

	private void copy(SnapshotInfo own, String name, Task task, Runnable meanwhile) {
		DiffOptions options = DiffOptions.none().withMediaType(DiffOptions.OCI_LAYER).withRef("copy-" + name);
		Descriptor layer = Standstill.during(this.namespace, this.lease, Optional.of(task), () -> {
			meanwhile.run();
			return this.lease.namespace().diff().diffToParent(this.snapshotter, this.key, options);
		});
		String active = name + "-new";
		try (Rollback rollback = new Rollback(PATIENCE)) {
			rollback.add(() -> snapshots().remove(active));
			List<Mount> mounts = leased().prepare(active, own.parent(), labels(own));
			this.lease.namespace().diff().apply(layer, mounts);
			leased().commit(name, active, layerLabels(own));
			rollback.succeeded();
		}
	}

	// What garbage collection reads of the container's own snapshot is about that alone.
	private static Map<String, String> labels(SnapshotInfo own) {
		Map<String, String> labels = new HashMap<>(own.labels());
		labels.keySet().removeIf((label) -> label.startsWith(GC) || label.equals(OwnLabels.LAYER_OF));
		return labels;
	}

	private Map<String, String> layerLabels(SnapshotInfo own) {
		Map<String, String> labels = labels(own);
		labels.put(OwnLabels.LAYER_OF, this.info.id());
		return labels;
	}

	private SnapshotService snapshots() {
		return this.namespace.snapshots(this.snapshotter);
	}

	private SnapshotService leased() {
		return this.lease.namespace().snapshots(this.snapshotter);
	}

	/**
	 * Looks for what a container's root file system was made of: below the layers that
	 * were taken for copies and snapshots.
	 * @param snapshots the snapshotter
	 * @param key the key of the container's snapshot, or the name of one that was taken
	 * @return the name of the uppermost snapshot of the image; empty if it began empty
	 * @throws NotFoundException if there is no such snapshot
	 */
	public static Optional<String> base(SnapshotService snapshots, String key) {
		String parent = snapshots.get(key).parent();
		while (parent != null) {
			SnapshotInfo info = snapshots.get(parent);
			if (!info.labels().containsKey(OwnLabels.LAYER_OF)) {
				return Optional.of(parent);
			}
			parent = info.parent();
		}
		return Optional.empty();
	}

}

package io.github.containerd4j.containersnapshot;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.checkpoint.ProcessDump;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.container.ContainerUpdate;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.lease.LeaseResource;
import io.github.containerd4j.rootfs.OperationLease;
import io.github.containerd4j.rootfs.OwnLabels;
import io.github.containerd4j.snapshot.SnapshotService;
import io.github.containerd4j.stdio.Streams;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.task.TaskStatus;
import io.github.containerd4j.undo.Rollback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a container back to a snapshot. All that can fail without harm comes before the
 * end of the task, and one update of the record changes files and configuration at once.
 */
final class SnapshotRestore {

	private static final Logger logger = LoggerFactory.getLogger(SnapshotRestore.class);

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final Namespace namespace;

	private final OperationLease lease;

	private final ContainerInfo before;

	private final SnapshotDocument document;

	SnapshotRestore(Namespace namespace, OperationLease lease, ContainerInfo before, SnapshotDocument document) {
		this.namespace = namespace;
		this.lease = lease;
		this.before = before;
		this.document = document;
	}

	/**
	 * Where the output of a task goes, if that is a log of the daemon.
	 */
	static @Nullable String log(Task task) {
		String stdout = task.info().stdout();
		return (stdout != null && stdout.contains("://")) ? stdout : null;
	}

	Optional<Task> run() {
		Container container = this.namespace.containers().get(this.before.id());
		Optional<Task> old = container.task();
		boolean ran = old.filter((task) -> task.info().status() != TaskStatus.STOPPED).isPresent();
		String log = old.map(SnapshotRestore::log).orElse(null);
		try (Rollback rollback = new Rollback(PATIENCE)) {
			String key = this.document.root()
				.prepare(this.lease.namespace(), this.before.id() + "-" + UUID.randomUUID());
			rollback.add(() -> snapshots().remove(key));
			if (ran) {
				rollback.add(() -> startAnew(log));
			}
			old.ifPresent(Task::deleteForcibly);
			holdOldFiles();
			rollback.add(() -> update(takenBack()));
			update(restored(key));
			Optional<Task> task = go(ran, log, rollback);
			rollback.succeeded();
			removeOldFiles();
			return task;
		}
	}

	// Nothing else does once the record names the new ones, but they may be needed again.
	private void holdOldFiles() {
		String snapshotter = this.before.snapshotter();
		String key = this.before.snapshotKey();
		if (snapshotter != null && key != null) {
			this.lease.lease().add(LeaseResource.snapshot(snapshotter, key));
		}
	}

	private SnapshotService snapshots() {
		return this.namespace.snapshots(this.document.root().snapshotter());
	}

	private Container container() {
		return this.namespace.containers().get(this.before.id());
	}

	private Task startAnew(@Nullable String log) {
		Container container = container();
		Optional<Task> running = container.task().filter((task) -> task.info().status() != TaskStatus.STOPPED);
		return running
			.orElseGet(() -> (log != null) ? container.start(Streams.log(URI.create(log))) : container.start());
	}

	private ContainerUpdate restored(String key) {
		ContainerInfo target = this.document.record(this.namespace, this.before);
		return changes(target, this.before).snapshotKey(key);
	}

	private ContainerUpdate takenBack() {
		ContainerUpdate update = changes(this.before, this.document.record(this.namespace, this.before));
		String key = this.before.snapshotKey();
		return (key != null) ? update.snapshotKey(key) : update;
	}

	private static ContainerUpdate changes(ContainerInfo target, ContainerInfo from) {
		ContainerUpdate update = ContainerUpdate.create();
		labels(from).keySet().forEach((label) -> update.label(label, ""));
		labels(target).forEach(update::label);
		target.extensions().forEach(update::extension);
		TypedValue spec = target.spec();
		if (spec != null) {
			update.spec(spec);
		}
		String image = target.image();
		if (image != null) {
			update.image(image);
		}
		return update;
	}

	// When it was last used has nothing to do with what it was then.
	private static Map<String, String> labels(ContainerInfo info) {
		Map<String, String> labels = OwnLabels.removedFrom(info.labels());
		labels.remove(ContainerInfo.LAST_USED_LABEL);
		return labels;
	}

	private void update(ContainerUpdate update) {
		this.namespace.containers().update(this.before.id(), update);
	}

	private Optional<Task> go(boolean ran, @Nullable String log, Rollback rollback) {
		Descriptor dump = this.document.dump();
		if (dump == null) {
			return ran ? Optional.of(startAnew(log)) : Optional.empty();
		}
		String then = this.document.log();
		Streams streams = (then != null) ? Streams.log(URI.create(then)) : Streams.none();
		return Optional.of(ProcessDump.restore(this.namespace, container().info(), dump, streams, () -> {
		}, rollback));
	}

	private void removeOldFiles() {
		String key = this.before.snapshotKey();
		try {
			if (key != null) {
				snapshots().remove(key);
			}
		}
		catch (NotFoundException ex) {
			logger.debug("Garbage collection has taken {} already", key);
		}
	}

}

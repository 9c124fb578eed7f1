package io.github.containerd4j.container;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.github.containerd4j.AlreadyExistsException;
import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.rpc.CleanUp;
import io.github.containerd4j.snapshot.Mount;
import io.github.containerd4j.snapshot.SnapshotService;
import io.github.containerd4j.spec.ContainerSpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The snapshot that becomes the root file system of a new container.
 *
 * @param snapshotter the snapshotter
 * @param key its key
 * @param mounts how it is mounted
 */
record RootSnapshot(String snapshotter, String key, List<Mount> mounts) {

	private static final Logger logger = LoggerFactory.getLogger(RootSnapshot.class);

	private static final Duration ROLLBACK_TIMEOUT = Duration.ofSeconds(10);

	/**
	 * Makes the snapshot.
	 * @param underLease the namespace, under a lease
	 * @param spec what the container shall be
	 * @param parent the unpacked image; {@code null} for an empty file system
	 */
	static RootSnapshot make(Namespace underLease, ContainerSpec spec, @Nullable String parent) {
		SnapshotService snapshots = spec.snapshotter().map(underLease::snapshots).orElseGet(underLease::snapshots);
		if (IdMapping.needsCopy(underLease, spec, snapshots.snapshotter())) {
			String copy = new RemappedParent(underLease, snapshots, spec).of(parent);
			return make(underLease, snapshots, spec, copy, spec.snapshotLabels());
		}
		return make(underLease, snapshots, spec, parent, IdMapping.labels(spec));
	}

	private static RootSnapshot make(Namespace underLease, SnapshotService snapshots, ContainerSpec spec,
			@Nullable String parent, Map<String, String> labels) {
		try {
			return make(snapshots, spec.id(), spec, parent, labels);
		}
		catch (AlreadyExistsException ex) {
			if (underLease.containers().find(spec.id()).isPresent()) {
				throw ex;
			}
			// What a deleted container left is not garbage for others to wait for.
			return make(snapshots, spec.id() + "-" + UUID.randomUUID(), spec, parent, labels);
		}
	}

	private static RootSnapshot make(SnapshotService snapshots, String key, ContainerSpec spec, @Nullable String parent,
			Map<String, String> labels) {
		List<Mount> mounts = spec.isReadOnlyRoot() ? snapshots.view(key, parent, labels)
				: snapshots.prepare(key, parent, labels);
		return new RootSnapshot(snapshots.snapshotter(), key, mounts);
	}

	/**
	 * Removes the snapshot and the directory, and the record if that was made after all:
	 * an answer may have been lost. Works on an interrupted thread too.
	 */
	void rollBack(Namespace namespace, String id, Throwable failure) {
		Namespace bounded = namespace.withTimeout(ROLLBACK_TIMEOUT);
		CleanUp.run(() -> {
			try {
				deleteRecord(bounded, id);
				deleteDirectory(bounded, id);
				bounded.snapshots(this.snapshotter).remove(this.key);
			}
			catch (NotFoundException ex) {
				logger.debug("The snapshot {} was gone already", this.key);
			}
			catch (ContainerdException ex) {
				failure.addSuppressed(ex);
			}
		});
	}

	private void deleteRecord(Namespace bounded, String id) {
		bounded.containers()
			.find(id)
			.filter((container) -> this.key.equals(container.info().snapshotKey()))
			.ifPresent((container) -> bounded.containers().delete(id));
	}

	private static void deleteDirectory(Namespace bounded, String id) {
		// It may be that of a container which was there before.
		if (bounded.containers().find(id).isEmpty()) {
			bounded.containerDirectory(id).delete();
		}
	}

}

package io.github.containerd4j.migrate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;

import io.github.containerd4j.AlreadyExistsException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.diff.ApplyOptions;
import io.github.containerd4j.diff.DiffOptions;
import io.github.containerd4j.oci.MediaTypes;
import io.github.containerd4j.rootfs.OwnLabels;
import io.github.containerd4j.snapshot.Mount;
import io.github.containerd4j.snapshot.SnapshotInfo;
import io.github.containerd4j.snapshot.SnapshotKind;
import io.github.containerd4j.snapshot.SnapshotService;
import io.github.containerd4j.undo.Rollback;
import org.jspecify.annotations.Nullable;

/**
 * Brings what a container has changed in its root file system to the target, where it
 * becomes the container's snapshot on the unpacked image.
 */
final class RootCopy {

	private final Namespace source;

	private final Namespace target;

	private final BlobCopy blobs;

	private final Rollback rollback;

	/**
	 * Copies under leases.
	 * @param source the namespace of the source, under a lease
	 * @param target the namespace of the target, under a lease
	 * @param blobs copies between the two
	 * @param rollback gets what removes the new snapshot
	 */
	RootCopy(Namespace source, Namespace target, BlobCopy blobs, Rollback rollback) {
		this.source = source;
		this.target = target;
		this.blobs = blobs;
		this.rollback = rollback;
	}

	/**
	 * Makes the layer, which for a copy on the same machine needs no compression.
	 */
	Descriptor diff(ContainerInfo container, @Nullable String below) {
		Descriptor layer = this.source.diff()
			.diff(snapshotter(container), below, Objects.requireNonNull(container.snapshotKey()), options(container));
		return layer.withAnnotations(Map.of());
	}

	private DiffOptions options(ContainerInfo container) {
		boolean near = this.source.hostMounts().isDaemonHere() && this.target.hostMounts().isDaemonHere();
		return DiffOptions.none()
			.withMediaType(near ? MediaTypes.OCI_LAYER : MediaTypes.OCI_LAYER_GZIP)
			.withRef("copy-rw-" + container.id() + "-" + UUID.randomUUID());
	}

	/**
	 * Makes the snapshot.
	 * @param container the container as it was
	 * @param layer the changed files, a blob of the source; {@code null} for none
	 * @param snapshots where the snapshot shall be
	 * @param id the identifier of the new container
	 * @param below the snapshot of the unpacked image; {@code null} if it has no layers
	 * @return its key
	 */
	String snapshot(ContainerInfo container, @Nullable Descriptor layer, SnapshotService snapshots, String id,
			@Nullable String below) {
		SnapshotInfo old = info(container);
		if (layer == null) {
			return make(snapshots, id, (key) -> snapshots.view(key, below, labels(old))).key();
		}
		this.blobs.copy(layer, Map.of());
		Made made = make(snapshots, id, (key) -> snapshots.prepare(key, below, labels(old)));
		// The source may be deleted soon.
		this.target.diff().apply(layer, made.mounts(), ApplyOptions.none().withSyncFileSystem());
		return made.key();
	}

	/**
	 * Copies a layer that was taken of the container.
	 * @param layer the committed snapshot at the source
	 * @param name its name at the target
	 * @param below what it is on at the target
	 * @param id the identifier of the new container
	 */
	void layer(ContainerInfo container, SnapshotInfo layer, SnapshotService snapshots, String name,
			@Nullable String below, String id) {
		Descriptor diff = this.source.diff()
			.diff(snapshotter(container), layer.parent(), layer.name(), options(container))
			.withAnnotations(Map.of());
		this.blobs.copy(diff, Map.of());
		Map<String, String> labels = labels(layer);
		String key = name + "-new";
		Made made = make(snapshots, key, () -> snapshots.prepare(key, below, labels));
		this.target.diff().apply(diff, made.mounts(), ApplyOptions.none().withSyncFileSystem());
		Map<String, String> committed = new HashMap<>(labels);
		committed.put(OwnLabels.LAYER_OF, id);
		this.rollback.add(() -> snapshots.remove(name));
		snapshots.commit(name, key, committed);
	}

	/**
	 * Whether the container can have changed nothing.
	 */
	boolean isReadOnly(ContainerInfo container, @Nullable String below) {
		SnapshotInfo old = info(container);
		return old.kind() == SnapshotKind.VIEW && Objects.equals(old.parent(), below);
	}

	private SnapshotInfo info(ContainerInfo container) {
		return this.source.snapshots(snapshotter(container)).get(Objects.requireNonNull(container.snapshotKey()));
	}

	private static String snapshotter(ContainerInfo container) {
		return Objects.requireNonNull(container.snapshotter());
	}

	private Made make(SnapshotService snapshots, String id, Preparation preparation) {
		try {
			return make(snapshots, id, () -> preparation.mounts(id));
		}
		catch (AlreadyExistsException ex) {
			// What a deleted container left is not garbage for others to wait for.
			String key = id + "-" + UUID.randomUUID();
			return make(snapshots, key, () -> preparation.mounts(key));
		}
	}

	private Made make(SnapshotService snapshots, String key, Supplier<List<Mount>> preparation) {
		List<Mount> mounts = preparation.get();
		this.rollback.add(() -> snapshots.remove(key));
		return new Made(key, mounts);
	}

	/**
	 * What belongs to the files, such as the owners they are mapped to, and not to
	 * containerd's own housekeeping.
	 */
	private static Map<String, String> labels(SnapshotInfo old) {
		Map<String, String> labels = new HashMap<>(old.labels());
		labels.keySet()
			.removeIf((key) -> key.startsWith("containerd.io/gc.") || key.equals("containerd.io/snapshot.ref")
					|| key.equals(OwnLabels.LAYER_OF));
		return labels;
	}

	/**
	 * Makes a snapshot.
	 */
	@FunctionalInterface
	private interface Preparation {

		List<Mount> mounts(String key);

	}

	private record Made(String key, List<Mount> mounts) {
	}

}

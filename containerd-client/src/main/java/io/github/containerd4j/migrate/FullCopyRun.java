package io.github.containerd4j.migrate;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.github.containerd4j.AlreadyExistsException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.copy.NewIdentity;
import io.github.containerd4j.lease.LeaseResource;
import io.github.containerd4j.network.NetworkFiles;
import io.github.containerd4j.network.NetworkSettings;
import io.github.containerd4j.publish.RootOrigin;
import io.github.containerd4j.rootfs.OwnLabels;
import io.github.containerd4j.rootfs.Standstill;
import io.github.containerd4j.snapshot.SnapshotService;
import io.github.containerd4j.spec.SpecDocument;
import io.github.containerd4j.undo.Rollback;
import io.github.containerd4j.unpack.Unpacker;
import org.jspecify.annotations.Nullable;

/**
 * One copy, under leases on both sides. Steps that can be undone are put into a rollback
 * that the caller closes.
 */
final class FullCopyRun {

	private final Namespace source;

	private final Namespace target;

	private final ContainerInfo container;

	private final FullCopy.Request request;

	private final Rollback rollback;

	private final FullCopy.Place from;

	private final FullCopy.Place to;

	private final BlobCopy blobs;

	FullCopyRun(FullCopy.Place from, FullCopy.Place to, ContainerInfo container, FullCopy.Request request,
			Rollback rollback) {
		this.from = from;
		this.to = to;
		this.source = from.namespace();
		this.target = to.namespace();
		this.container = container;
		this.request = request;
		this.rollback = rollback;
		this.blobs = new BlobCopy(from.leased().content(), to.leased().content());
	}

	static void requireFree(Namespace target, String id) {
		if (target.containers().find(id).isPresent()) {
			Failure failure = new Failure("Containers.Create", "container", id, target.name(),
					ErrorCode.ALREADY_EXISTS);
			throw new AlreadyExistsException(failure.describe() + ": the target has a container of this identifier",
					failure, null);
		}
	}

	/**
	 * Makes the copy.
	 * @param freeze whether a running task must be paused for it
	 */
	Container copy(boolean freeze) {
		RootOrigin origin = RootOrigin.find(this.source, this.container).orElse(null);
		String image = (origin != null) ? origin.snapshot() : null;
		SnapshotCopies kept = this.request.snapshots() ? new SnapshotCopies(this.from.leased(), this.container, image)
				: null;
		RootCopy root = new RootCopy(this.from.leased(), this.to.leased(), this.blobs, this.rollback);
		hold(origin);
		// Layers of snapshots are copied one by one, what is above them as a whole.
		String below = (kept != null) ? kept.parent() : image;
		Descriptor layer = root.isReadOnly(this.container, below) ? null
				: Standstill.during(this.source, this.from.lease(),
						freeze ? this.source.tasks().find(this.container.id()) : Optional.empty(),
						() -> root.diff(this.container, below));
		SnapshotService snapshots = snapshots();
		ImageCopy images = new ImageCopy(this.from.leased(), this.target, this.blobs, this.rollback);
		if (origin != null) {
			images.copyContent(origin);
			Unpacker.over(this.to.leased(), snapshots.snapshotter()).unpack(origin.manifest().content());
		}
		if (kept != null) {
			kept.copyLayers(root, snapshots, this.request.id());
		}
		String key = root.snapshot(this.container, layer, snapshots, this.request.id(),
				(kept != null) ? kept.target(below) : image);
		ContainerInfo.Builder record = record((origin != null) ? images.name(origin) : null, snapshots.snapshotter(),
				key);
		if (kept != null) {
			record.labels(
					kept.store(this.to.leased(), this.blobs, this.request.id(), snapshots.snapshotter(), this::moved));
		}
		return create(record.build());
	}

	/**
	 * Copies one more blob under the same leases.
	 */
	void copy(Descriptor blob) {
		this.blobs.copy(blob, Map.of());
	}

	// The source may be deleted, or its image, while this goes on.
	private void hold(@Nullable RootOrigin origin) {
		if (origin != null) {
			this.from.lease().lease().add(LeaseResource.content(origin.target().digest()));
			this.from.lease().lease().add(LeaseResource.content(origin.manifest().digest()));
		}
	}

	private SnapshotService snapshots() {
		String snapshotter = this.request.snapshotter();
		return (snapshotter != null) ? this.to.leased().snapshots(snapshotter) : this.to.leased().snapshots();
	}

	private ContainerInfo.Builder record(@Nullable String image, String snapshotter, String key) {
		ContainerInfo.Builder record = ContainerInfo.builder(this.request.id())
			.labels(labels())
			.snapshot(snapshotter, key);
		if (image != null) {
			record.image(image);
		}
		if (this.container.runtime() != null) {
			record.runtime(this.container.runtime());
		}
		TypedValue spec = this.container.spec();
		if (spec != null) {
			record.spec(moved(spec));
		}
		identity().extensionsOfItsOwn(this.container.extensions()).forEach(record::extension);
		return record;
	}

	private TypedValue moved(TypedValue spec) {
		return this.request.spec().apply(identity().spec(spec));
	}

	private NewIdentity identity() {
		return new NewIdentity(this.source, this.container.id(), this.target, this.request.id());
	}

	/**
	 * The copy does not run, and the restart monitor of its daemon shall not start it.
	 */
	private Map<String, String> labels() {
		Map<String, String> labels = new HashMap<>(OwnLabels.removedFrom(this.container.labels()));
		labels.putAll(this.request.labels());
		labels.computeIfPresent(SourceEnd.RESTART_STATUS, (key, value) -> "stopped");
		return labels;
	}

	private Container create(ContainerInfo record) {
		// Before, because an answer may be lost. Somebody else's has another snapshot.
		this.rollback.add(() -> this.target.containers()
			.find(record.id())
			.filter((found) -> String.valueOf(record.snapshotKey()).equals(found.info().snapshotKey()))
			.ifPresent((found) -> {
				this.target.containers().delete(found.id());
				this.target.containerDirectory(found.id()).delete();
			}));
		Container created = this.target.containers().create(record);
		if (record.extensions().containsKey(ContainerInfo.LOG_EXTENSION)) {
			this.target.containerDirectory(record.id()).create();
		}
		NetworkSettings.find(record.extensions()).ifPresent((settings) -> createFiles(record, settings));
		return created;
	}

	private void createFiles(ContainerInfo record, NetworkSettings settings) {
		TypedValue spec = record.spec();
		String hostname = (spec != null) ? SpecDocument.of(spec).findText("/hostname").orElse(record.id())
				: record.id();
		NetworkFiles.in(this.target.containerDirectory(record.id())).create(settings, hostname);
	}

}

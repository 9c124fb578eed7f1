package io.github.containerd4j.checkpoint;

import java.util.List;
import java.util.Optional;

import io.github.containerd4j.AlreadyExistsException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.container.RuntimeOptions;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.image.ImageInfo;
import io.github.containerd4j.lease.Lease;
import io.github.containerd4j.lease.LeaseResource;
import io.github.containerd4j.network.NetworkSettings;
import io.github.containerd4j.oci.ImageDocuments;
import io.github.containerd4j.oci.ImageFormatException;
import io.github.containerd4j.oci.PlatformMatcher;
import io.github.containerd4j.snapshot.Mount;
import io.github.containerd4j.snapshot.SnapshotService;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.undo.Rollback;
import io.github.containerd4j.unpack.Unpacker;
import org.jspecify.annotations.Nullable;

/**
 * Makes one container of a checkpoint, under a lease.
 */
final class RestoreRun {

	private final Namespace namespace;

	private final Namespace leased;

	private final Lease lease;

	private final Rollback rollback;

	private final RestoreRequest request;

	RestoreRun(Namespace namespace, Lease lease, Rollback rollback, RestoreRequest request) {
		this.namespace = namespace;
		this.leased = namespace.withLease(lease);
		this.lease = lease;
		this.rollback = rollback;
		this.request = request;
	}

	Task run() {
		CheckpointImage checkpoint = new CheckpointReader(this.namespace).read(this.request.image());
		this.lease.add(LeaseResource.content(checkpoint.target().digest()));
		Descriptor base = required(checkpoint.base(), "the image of the container");
		Descriptor config = required(checkpoint.config(), "the spec of the container");
		StoredValues values = new StoredValues(this.namespace);
		TypedValue spec = spec(checkpoint, values.read(config));
		List<Mount> rootfs = rootfs(checkpoint, base);
		nameBase(checkpoint, base);
		RuntimeOptions runtime = runtime(checkpoint, values);
		createRecord(checkpoint, spec, runtime);
		connect(checkpoint, spec);
		Task task = new TaskRestorer(this.namespace, this.request, this.rollback).restore(runtime, rootfs,
				checkpoint.dump());
		this.rollback.succeeded();
		return task;
	}

	private void connect(CheckpointImage checkpoint, TypedValue spec) {
		RestoredNetwork network = network(checkpoint);
		if (network != null) {
			this.rollback.add(network::disconnect);
			network.connect(spec);
		}
	}

	private Descriptor required(@Nullable Descriptor part, String what) {
		if (part == null) {
			throw ImageFormatException.of("checkpoint", this.request.image(), what + " is not part of it");
		}
		return part;
	}

	private TypedValue spec(CheckpointImage checkpoint, TypedValue stored) {
		TypedValue renamed = RestoredSpec.renamed(stored, this.request.image(), checkpoint.containerId(),
				this.request.containerId());
		RestoredNetwork network = network(checkpoint);
		return this.request.specCustomizer().apply((network != null) ? network.moved(renamed) : renamed);
	}

	private @Nullable RestoredNetwork network(CheckpointImage checkpoint) {
		NetworkSettings settings = checkpoint.network();
		return (settings != null) ? new RestoredNetwork(this.namespace, this.request.containerId(), settings) : null;
	}

	private List<Mount> rootfs(CheckpointImage checkpoint, Descriptor base) {
		SnapshotService snapshots = snapshots(checkpoint);
		Descriptor manifest = ImageDocuments.of(this.leased.content())
			.resolve(base, PlatformMatcher.forHost())
			.content();
		Optional<Digest> chain = Unpacker.over(this.leased, snapshots.snapshotter()).unpack(manifest);
		List<Mount> mounts = snapshots.prepare(this.request.containerId(), chain.map(Digest::toString).orElse(null));
		this.rollback.add(() -> snapshots.remove(this.request.containerId()));
		Descriptor rwLayer = checkpoint.rwLayer();
		if (rwLayer != null) {
			this.leased.diff().apply(rwLayer, mounts);
		}
		return mounts;
	}

	private SnapshotService snapshots(CheckpointImage checkpoint) {
		String wanted = this.request.snapshotter();
		String snapshotter = (wanted != null) ? wanted : checkpoint.snapshotter();
		return (snapshotter != null) ? this.leased.snapshots(snapshotter) : this.leased.snapshots();
	}

	/**
	 * Without a name the image would be collected as soon as the checkpoint is deleted. A
	 * name that stands for something else by now is left alone.
	 */
	private void nameBase(CheckpointImage checkpoint, Descriptor base) {
		String name = checkpoint.baseName();
		if (name == null || this.namespace.images().find(name).isPresent()) {
			return;
		}
		try {
			this.namespace.images().create(ImageInfo.of(name, base));
			this.rollback.add(() -> this.namespace.images().delete(name));
		}
		catch (AlreadyExistsException ex) {
			// Somebody else named it at this moment.
			return;
		}
	}

	private static RuntimeOptions runtime(CheckpointImage checkpoint, StoredValues values) {
		Descriptor options = checkpoint.runtimeOptions();
		String name = (checkpoint.runtime() != null) ? checkpoint.runtime() : RuntimeOptions.RUNC_V2;
		return new RuntimeOptions(name, (options != null) ? values.read(options) : null);
	}

	private void createRecord(CheckpointImage checkpoint, TypedValue spec, RuntimeOptions runtime) {
		ContainerInfo.Builder container = ContainerInfo.builder(this.request.containerId())
			.labels(checkpoint.labels())
			.labels(this.request.labels())
			.runtime(runtime)
			.spec(spec)
			.snapshot(snapshots(checkpoint).snapshotter(), this.request.containerId());
		String image = checkpoint.baseName();
		if (image != null) {
			container.image(image);
		}
		NetworkSettings network = checkpoint.network();
		if (network != null) {
			container.extension(NetworkSettings.EXTENSION, network.toTypedValue());
		}
		this.namespace.containers().create(container.build());
		this.rollback.add(() -> this.namespace.containers().delete(this.request.containerId()));
	}

}

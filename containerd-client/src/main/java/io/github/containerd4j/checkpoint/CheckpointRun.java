package io.github.containerd4j.checkpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.Failure;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.container.RuntimeOptions;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.diff.DiffOptions;
import io.github.containerd4j.lease.LeaseResource;
import io.github.containerd4j.oci.MediaTypes;
import io.github.containerd4j.rootfs.ContainerRoot;
import io.github.containerd4j.rootfs.OperationLease;
import io.github.containerd4j.rootfs.OwnLabels;
import io.github.containerd4j.rootfs.Standstill;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.task.TaskStatus;
import org.jspecify.annotations.Nullable;

/**
 * Makes one checkpoint, under a lease. All that can fail without harm comes before the
 * dump, and the dump before the end of the task.
 */
final class CheckpointRun {

	private final Namespace namespace;

	private final Namespace leased;

	private final ContainerInfo container;

	private final Source source;

	private final CheckpointRequest request;

	private final CheckpointNetwork network;

	private final CheckpointWriter writer;

	private final OperationLease lease;

	CheckpointRun(Namespace namespace, OperationLease lease, ContainerInfo container, CheckpointRequest request) {
		this.namespace = namespace;
		this.leased = lease.namespace();
		this.container = container;
		this.source = source(container, namespace.name());
		this.request = request;
		this.network = CheckpointNetwork.of(namespace, container);
		this.writer = new CheckpointWriter(this.leased, request.image());
		this.lease = lease;
	}

	CheckpointImage run() {
		Task task = task();
		if (task == null) {
			return write(null);
		}
		if (this.request.memory()) {
			this.network.requireDumpable(this.request.dump());
		}
		Standstill standstill = Standstill.of(this.namespace, this.lease, task);
		CheckpointImage checkpoint;
		try {
			checkpoint = write(task);
		}
		catch (RuntimeException | Error ex) {
			standstill.undo(ex);
			throw ex;
		}
		CheckpointEnd.of(task, standstill, this.request.after());
		return checkpoint;
	}

	private static Source source(ContainerInfo container, String namespace) {
		TypedValue spec = container.spec();
		String image = container.image();
		String snapshotter = container.snapshotter();
		String key = container.snapshotKey();
		if (spec == null || image == null || snapshotter == null || key == null) {
			throw precondition("container", container.id(), namespace, "its record names no spec, no image or no "
					+ "snapshot, so nothing could be restored from a checkpoint");
		}
		return new Source(spec, image, snapshotter, key);
	}

	private @Nullable Task task() {
		Task task = this.namespace.tasks().find(this.container.id()).orElse(null);
		boolean alive = task != null
				&& (task.info().status() == TaskStatus.RUNNING || task.info().status() == TaskStatus.PAUSED);
		if (!alive && this.request.memory()) {
			throw precondition("task", this.container.id(), this.namespace.name(),
					"it " + ((task != null) ? "is " + task.info().status() : "does not exist")
							+ ", but only a task that runs or is paused has memory to dump");
		}
		return alive ? task : null;
	}

	private static FailedPreconditionException precondition(String kind, String id, String namespace, String reason) {
		Failure failure = new Failure("Tasks.Checkpoint", kind, id, namespace, ErrorCode.FAILED_PRECONDITION);
		return new FailedPreconditionException(failure.describe() + ": " + reason, failure, null);
	}

	private CheckpointImage write(@Nullable Task task) {
		this.writer.addBase(base());
		if (this.request.rwLayer()) {
			this.writer.add(rwLayer());
		}
		RuntimeOptions runtime = this.container.runtime();
		if (runtime != null && runtime.options() != null) {
			this.writer.add(CheckpointParts.RUNTIME_OPTIONS, runtime.options());
		}
		if (task != null && this.request.memory()) {
			this.writer.add(CheckpointParts.OPTIONS, this.request.recordedOptions().toTypedValue());
			dump(task).forEach(this.writer::add);
		}
		else {
			this.writer.add(CheckpointParts.CONFIG, this.source.spec());
		}
		return this.writer.save(annotations());
	}

	private Descriptor base() {
		try {
			Descriptor target = this.namespace.images().get(this.source.image()).target();
			this.lease.lease().add(LeaseResource.content(target.digest()));
			return target;
		}
		catch (NotFoundException ex) {
			throw new NotFoundException(ex.getMessage() + "; container " + this.container.id()
					+ " was created from it, and a restore needs it", ex.failure(), ex);
		}
	}

	private Descriptor rwLayer() {
		DiffOptions options = DiffOptions.none()
			.withMediaType(MediaTypes.OCI_LAYER_GZIP)
			.withRef("checkpoint-rw-" + this.source.snapshotKey() + "-" + UUID.randomUUID());
		String snapshotter = this.source.snapshotter();
		String key = this.source.snapshotKey();
		// Copies and snapshots of the container have made layers of what it changed.
		String base = ContainerRoot.base(this.namespace.snapshots(snapshotter), key).orElse(null);
		return this.leased.diff().diff(snapshotter, base, key, options);
	}

	private List<Descriptor> dump(Task task) {
		try (UniqueSpec unique = UniqueSpec.of(this.namespace, this.container.id(), this.source.spec())) {
			return this.leased.tasks().checkpoint(task.containerId(), this.request.shimOptions());
		}
		catch (ContainerdException ex) {
			throw CriuFailures.of("dump", ex);
		}
	}

	private Map<String, String> annotations() {
		Map<String, String> annotations = new LinkedHashMap<>();
		annotations.put(CheckpointParts.BASE_NAME, this.source.image());
		annotations.put(CheckpointParts.SNAPSHOTTER, this.source.snapshotter());
		annotations.put(CheckpointParts.CONTAINER_ID, this.container.id());
		OwnLabels.removedFrom(this.container.labels())
			.forEach((key, value) -> annotations.put(CheckpointParts.CONTAINER_LABEL + key, value));
		this.network.write(annotations);
		RuntimeOptions runtime = this.container.runtime();
		if (runtime != null) {
			annotations.put(CheckpointParts.RUNTIME, runtime.name());
		}
		return annotations;
	}

	/**
	 * What a record must have for a checkpoint.
	 *
	 * @param spec the runtime spec
	 * @param image the name of the image
	 * @param snapshotter the snapshotter
	 * @param snapshotKey the key of the snapshot
	 */
	private record Source(TypedValue spec, String image, String snapshotter, String snapshotKey) {
	}

}

package io.github.containerd4j.event;

import java.util.List;

import io.github.containerd4j.rpc.Protos;

/**
 * The payloads about everything that is neither a task nor a container.
 */
final class ResourcePayloads {

	private ResourcePayloads() {
	}

	static List<PayloadType<?, ?>> all() {
		return List.of(imageCreate(), imageUpdate(), imageDelete(), namespaceCreate(), namespaceUpdate(),
				namespaceDelete(), snapshotPrepare(), snapshotCommit(), snapshotRemove(), contentCreate(),
				contentDelete(), sandboxCreate(), sandboxStart(), sandboxExit());
	}

	private static PayloadType<?, ?> imageCreate() {
		return PayloadType.of(ImageCreate.class,
				io.github.containerd4j.proto.services.images.v1.ImageCreate.newBuilder(),
				(message) -> new ImageCreate(message.getName(), message.getLabelsMap()),
				(payload, message) -> message.setName(payload.name()).putAllLabels(payload.labels()));
	}

	private static PayloadType<?, ?> imageUpdate() {
		return PayloadType.of(ImageUpdate.class,
				io.github.containerd4j.proto.services.images.v1.ImageUpdate.newBuilder(),
				(message) -> new ImageUpdate(message.getName(), message.getLabelsMap()),
				(payload, message) -> message.setName(payload.name()).putAllLabels(payload.labels()));
	}

	private static PayloadType<?, ?> imageDelete() {
		return PayloadType.of(ImageDelete.class,
				io.github.containerd4j.proto.services.images.v1.ImageDelete.newBuilder(),
				(message) -> new ImageDelete(message.getName()), (payload, message) -> message.setName(payload.name()));
	}

	private static PayloadType<?, ?> namespaceCreate() {
		return PayloadType.of(NamespaceCreate.class, io.github.containerd4j.proto.events.NamespaceCreate.newBuilder(),
				(message) -> new NamespaceCreate(message.getName(), message.getLabelsMap()),
				(payload, message) -> message.setName(payload.name()).putAllLabels(payload.labels()));
	}

	private static PayloadType<?, ?> namespaceUpdate() {
		return PayloadType.of(NamespaceUpdate.class, io.github.containerd4j.proto.events.NamespaceUpdate.newBuilder(),
				(message) -> new NamespaceUpdate(message.getName(), message.getLabelsMap()),
				(payload, message) -> message.setName(payload.name()).putAllLabels(payload.labels()));
	}

	private static PayloadType<?, ?> namespaceDelete() {
		return PayloadType.of(NamespaceDelete.class, io.github.containerd4j.proto.events.NamespaceDelete.newBuilder(),
				(message) -> new NamespaceDelete(message.getName()),
				(payload, message) -> message.setName(payload.name()));
	}

	private static PayloadType<?, ?> snapshotPrepare() {
		return PayloadType.of(SnapshotPrepare.class, io.github.containerd4j.proto.events.SnapshotPrepare.newBuilder(),
				(message) -> new SnapshotPrepare(message.getKey(), Protos.emptyToNull(message.getParent()),
						Protos.emptyToNull(message.getSnapshotter())),
				(payload, message) -> {
					message.setKey(payload.key());
					Protos.setIfPresent(payload.parent(), message::setParent);
					Protos.setIfPresent(payload.snapshotter(), message::setSnapshotter);
				});
	}

	private static PayloadType<?, ?> snapshotCommit() {
		return PayloadType.of(SnapshotCommit.class, io.github.containerd4j.proto.events.SnapshotCommit.newBuilder(),
				(message) -> new SnapshotCommit(message.getKey(), message.getName(),
						Protos.emptyToNull(message.getSnapshotter())),
				(payload, message) -> {
					message.setKey(payload.key()).setName(payload.name());
					Protos.setIfPresent(payload.snapshotter(), message::setSnapshotter);
				});
	}

	private static PayloadType<?, ?> snapshotRemove() {
		return PayloadType.of(SnapshotRemove.class, io.github.containerd4j.proto.events.SnapshotRemove.newBuilder(),
				(message) -> new SnapshotRemove(message.getKey(), Protos.emptyToNull(message.getSnapshotter())),
				(payload, message) -> {
					message.setKey(payload.key());
					Protos.setIfPresent(payload.snapshotter(), message::setSnapshotter);
				});
	}

	private static PayloadType<?, ?> contentCreate() {
		return PayloadType.of(ContentCreate.class, io.github.containerd4j.proto.events.ContentCreate.newBuilder(),
				(message) -> new ContentCreate(message.getDigest(), message.getSize()),
				(payload, message) -> message.setDigest(payload.digest()).setSize(payload.size()));
	}

	private static PayloadType<?, ?> contentDelete() {
		return PayloadType.of(ContentDelete.class, io.github.containerd4j.proto.events.ContentDelete.newBuilder(),
				(message) -> new ContentDelete(message.getDigest()),
				(payload, message) -> message.setDigest(payload.digest()));
	}

	private static PayloadType<?, ?> sandboxCreate() {
		return PayloadType.of(SandboxCreate.class, io.github.containerd4j.proto.events.SandboxCreate.newBuilder(),
				(message) -> new SandboxCreate(message.getSandboxId()),
				(payload, message) -> message.setSandboxId(payload.sandboxId()));
	}

	private static PayloadType<?, ?> sandboxStart() {
		return PayloadType.of(SandboxStart.class, io.github.containerd4j.proto.events.SandboxStart.newBuilder(),
				(message) -> new SandboxStart(message.getSandboxId()),
				(payload, message) -> message.setSandboxId(payload.sandboxId()));
	}

	private static PayloadType<?, ?> sandboxExit() {
		return PayloadType.of(SandboxExit.class, io.github.containerd4j.proto.events.SandboxExit.newBuilder(),
				(message) -> new SandboxExit(message.getSandboxId(), message.getExitStatus(),
						Protos.toInstant(message.getExitedAt())),
				(payload, message) -> {
					message.setSandboxId(payload.sandboxId()).setExitStatus(payload.exitStatus());
					Protos.setIfPresent(payload.exitedAt(), (at) -> message.setExitedAt(Protos.toTimestamp(at)));
				});
	}

}

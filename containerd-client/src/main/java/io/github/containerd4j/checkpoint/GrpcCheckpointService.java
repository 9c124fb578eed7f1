package io.github.containerd4j.checkpoint;

import io.github.containerd4j.Identifiers;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.lease.Lease;
import io.github.containerd4j.lease.LeaseInfo;
import io.github.containerd4j.lease.LeaseOptions;
import io.github.containerd4j.rootfs.OperationLease;
import io.github.containerd4j.rootfs.Turn;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.undo.Rollback;

final class GrpcCheckpointService implements CheckpointService {

	private final Namespace namespace;

	GrpcCheckpointService(Namespace namespace) {
		this.namespace = namespace;
	}

	@Override
	public CheckpointImage create(String containerId, CheckpointRequest request) {
		Identifiers.require("container id", containerId);
		try (Turn turn = Turn.of(this.namespace, "checkpoint", containerId);
				OperationLease lease = OperationLease.open(this.namespace, options("checkpoint", request.image()))) {
			ContainerInfo container = this.namespace.containers().get(containerId).info();
			return new CheckpointRun(this.namespace, lease, container, request).run();
		}
	}

	@Override
	public CheckpointImage get(String image) {
		return new CheckpointReader(this.namespace).read(image);
	}

	@Override
	public Task restore(RestoreRequest request) {
		try (Lease lease = this.namespace.leases().open(options("restore", request.image()));
				Rollback rollback = new Rollback()) {
			return new RestoreRun(this.namespace, lease, rollback, request).run();
		}
	}

	private static LeaseOptions options(String operation, String image) {
		return LeaseOptions.forOperation(operation).withLabel(LeaseInfo.IMAGE_LABEL, image);
	}

}

package io.github.containerd4j.containersnapshot;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.checkpoint.ProcessDump;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.rootfs.ContainerRoot;
import io.github.containerd4j.rootfs.OperationLease;
import io.github.containerd4j.rootfs.Refusal;
import io.github.containerd4j.rootfs.RootState;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.task.TaskStatus;

/**
 * Takes what a container is, under a lease.
 */
final class SnapshotCreation {

	private static final String SNAPSHOT = "snapshot";

	private final Namespace namespace;

	private final OperationLease lease;

	private final ContainerInfo info;

	private final SnapshotOptions options;

	SnapshotCreation(Namespace namespace, OperationLease lease, ContainerInfo info, SnapshotOptions options) {
		this.namespace = namespace;
		this.lease = lease;
		this.info = info;
		this.options = options;
	}

	SnapshotDocument run() {
		Optional<Task> task = this.namespace.tasks().find(this.info.id());
		if (this.options.stateful()) {
			requireMemory(task);
		}
		AtomicReference<Descriptor> dump = new AtomicReference<>();
		RootState root = ContainerRoot.of(this.lease, this.namespace, this.info, SNAPSHOT).take(() -> {
			if (this.options.stateful()) {
				dump.set(dump());
			}
		});
		String log = task.map(SnapshotRestore::log).orElse(null);
		return SnapshotDocument.of(this.info, root, dump.get(), log);
	}

	private void requireMemory(Optional<Task> task) {
		boolean alive = task.map((found) -> found.info().status())
			.filter((status) -> status == TaskStatus.RUNNING || status == TaskStatus.PAUSED)
			.isPresent();
		if (!alive) {
			throw Refusal.state(this.namespace, SNAPSHOT, this.info.id(),
					"memory is wanted, but it has no task that runs or is paused");
		}
		ProcessDump.requireRestorable(this.namespace, this.info, this.options.dump());
	}

	private Descriptor dump() {
		return ProcessDump.make(this.lease.namespace(), this.info, this.options.dump().withExit(false));
	}

}

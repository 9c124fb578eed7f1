package io.github.containerd4j.rootfs;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.container.ContainerUpdate;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.task.TaskStatus;
import io.github.containerd4j.undo.Rollback;
import io.github.containerd4j.undo.Standstill;

/**
 * A moment in which a container does not run. The record says so meanwhile: if this JVM
 * is killed, the next one that looks at the container lets it go on.
 */
final class Frozen {

	private Frozen() {
	}

	/**
	 * Does some work while a task stands still.
	 * @param lease the lease of the operation
	 * @param task the task; one that does not run stays as it is
	 */
	static <T> T during(Namespace namespace, OperationLease lease, Task task, Duration patience, Supplier<T> work) {
		if (task.info().status() != TaskStatus.RUNNING) {
			return work.get();
		}
		String id = task.containerId();
		label(namespace, id, lease.id());
		try (Rollback always = new Rollback(patience)) {
			always.add(() -> label(namespace, id, ""));
			return Standstill.during(Optional.of(task), work);
		}
	}

	private static void label(Namespace namespace, String id, String value) {
		namespace.containers().update(id, ContainerUpdate.create().label(OwnLabels.FROZEN, value));
	}

}

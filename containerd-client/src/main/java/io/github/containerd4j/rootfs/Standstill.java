package io.github.containerd4j.rootfs;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import io.github.containerd4j.AbortedException;
import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.container.ContainerUpdate;
import io.github.containerd4j.rpc.CleanUp;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.task.TaskStatus;
import io.github.containerd4j.undo.Patience;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task that is paused while something looks at it, or was paused before and stays so.
 * The container's record says so meanwhile: if this JVM is killed, the next one that
 * looks at the container lets it go on.
 *
 * @since 0.1.0
 */
public final class Standstill {

	private static final Logger logger = LoggerFactory.getLogger(Standstill.class);

	private static final Duration PATIENCE = Duration.ofSeconds(15);

	private final Namespace namespace;

	private final OperationLease lease;

	private final Task task;

	private final boolean pausedHere;

	private boolean handedOver;

	private Standstill(Namespace namespace, OperationLease lease, Task task, boolean pausedHere) {
		this.namespace = namespace;
		this.lease = lease;
		this.task = task;
		this.pausedHere = pausedHere;
	}

	/**
	 * Pauses a task if it runs.
	 * @param namespace the namespace of the container
	 * @param lease the lease of the operation that needs it
	 * @param task the task, just read
	 * @return what lets it go on
	 * @throws AbortedException if another process has paused it, and would let it go on
	 * meanwhile
	 */
	public static Standstill of(Namespace namespace, OperationLease lease, Task task) {
		if (task.info().status() == TaskStatus.PAUSED) {
			requirePausedForGood(namespace, lease, task);
		}
		boolean running = task.info().status() == TaskStatus.RUNNING;
		Standstill standstill = new Standstill(namespace, lease, task, running);
		if (running) {
			standstill.begin();
		}
		return standstill;
	}

	private static void requirePausedForGood(Namespace namespace, OperationLease lease, Task task) {
		// Reading it lets a task go on that stands still for nobody.
		String other = namespace.containers().get(task.containerId()).info().labels().get(OwnLabels.FROZEN);
		task.refresh();
		if (other != null && !other.equals(lease.id()) && task.info().status() == TaskStatus.PAUSED) {
			Failure failure = new Failure("Tasks.Pause", "task", task.containerId(), namespace.name(),
					ErrorCode.ABORTED);
			throw new AbortedException(failure.describe() + ": another process has paused it for an operation of its "
					+ "own; try again when that has ended", failure, null);
		}
	}

	/**
	 * Does some work while a task stands still, and lets it go on whatever becomes of the
	 * work.
	 * @param <T> what the work gives
	 * @param namespace the namespace of the container
	 * @param lease the lease of the operation that needs it
	 * @param task the task; without one the work is just done
	 * @param work the work, on the calling thread
	 * @return what the work gave
	 */
	public static <T> T during(Namespace namespace, OperationLease lease, Optional<Task> task, Supplier<T> work) {
		if (task.isEmpty()) {
			return work.get();
		}
		Standstill standstill = of(namespace, lease, task.get());
		T result;
		try {
			result = work.get();
		}
		catch (RuntimeException | Error ex) {
			standstill.undo(ex);
			throw ex;
		}
		standstill.resumePatiently();
		return result;
	}

	private void begin() {
		try {
			label(Map.of(OwnLabels.FROZEN, this.lease.id()));
			this.task.pause();
		}
		catch (RuntimeException | Error ex) {
			// The answer alone may have been lost.
			undo(ex);
			throw ex;
		}
	}

	/**
	 * Lets the task go on, unless it was paused before.
	 */
	public void resume() {
		if (this.pausedHere) {
			letGoOn(this.namespace, this.task.containerId());
		}
		if (this.pausedHere || this.handedOver) {
			label(OwnLabels.notMoving());
		}
	}

	/**
	 * Lets the task of a container go on if it is paused, and is there.
	 * @param namespace the namespace of the container
	 * @param containerId the container
	 */
	public static void letGoOn(Namespace namespace, String containerId) {
		try {
			namespace.tasks()
				.find(containerId)
				.filter((task) -> task.info().status() == TaskStatus.PAUSED)
				.ifPresent(Task::resume);
		}
		catch (NotFoundException ex) {
			logger.trace("The task is gone", ex);
		}
	}

	/**
	 * Leaves the task as it is: if it is paused, nobody lets it go on.
	 */
	public void keep() {
		if (this.pausedHere) {
			label(Map.of(OwnLabels.FROZEN, ""));
		}
	}

	/**
	 * Leaves the task as it is, as it may go on at the target of a live move from now on.
	 * If this JVM is killed, nobody lets it go on here before it was looked for there.
	 * @param target the target
	 * @param arriving the record of the container there
	 */
	public void handOver(Namespace target, ContainerInfo arriving) {
		// Before, because an answer may be lost.
		this.handedOver = true;
		Map<String, String> labels = new HashMap<>(OwnLabels.notMoving());
		labels.putAll(Handover.to(this.lease.id(), this.pausedHere, target, arriving).toLabel());
		label(labels);
	}

	private void label(Map<String, String> labels) {
		this.namespace.containers().update(this.task.containerId(), ContainerUpdate.create().labels(labels));
	}

	private void resumePatiently() {
		try {
			CleanUp.run(() -> Patience.of(PATIENCE).run(this::resume));
		}
		catch (NotFoundException ex) {
			logger.trace("The container is gone", ex);
		}
	}

	/**
	 * Lets the task go on after a failure, if it is still there. The failure may be that
	 * the daemon went away, which does not let the task go on: it is given some time to
	 * come back.
	 * @param failure what failed; gets a failure to go on as suppressed
	 */
	public void undo(Throwable failure) {
		try {
			resumePatiently();
		}
		catch (ContainerdException ex) {
			failure.addSuppressed(ex);
		}
	}

}

package io.github.containerd4j.state;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.Failure;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.task.TaskStatus;

/**
 * What a container is doing, and how it is frozen and thawed.
 * {@link io.github.containerd4j.container.Container} has these as methods of its own.
 * <p>
 * Safe for use by many threads.
 *
 * @since 0.1.0
 */
public final class ContainerLife {

	private final Namespace namespace;

	private final String id;

	private ContainerLife(Namespace namespace, String id) {
		this.namespace = namespace;
		this.id = id;
	}

	/**
	 * The life of a container; calls nothing.
	 * @param namespace where it is
	 * @param id the container, which need not exist
	 * @return its life
	 */
	public static ContainerLife of(Namespace namespace, String id) {
		return new ContainerLife(namespace, id);
	}

	/**
	 * Reads what the container is doing.
	 * @return the status; {@link ContainerStatus#MISSING} if there is no such container
	 */
	public ContainerStatus status() {
		return new StatusReader(this.namespace, this.id).read();
	}

	/**
	 * Reads all that there is to tell of the container.
	 * @return the state
	 */
	public ContainerState state() {
		return new StateReader(this.namespace, this.id).read();
	}

	/**
	 * Waits until the container has a status.
	 * @param status the status
	 * @param timeout the longest time to wait
	 * @return whether it had that status in time
	 * @throws InvalidArgumentException if the status is {@link ContainerStatus#UNKNOWN}
	 * @throws io.github.containerd4j.UnavailableException if the daemon is away when the
	 * time is over, so that nobody can tell
	 * @throws io.github.containerd4j.CancelledException if the thread is interrupted
	 */
	public boolean waitFor(ContainerStatus status, Duration timeout) {
		if (status == ContainerStatus.UNKNOWN) {
			throw InvalidArgumentException.of("container status", status.name(), "nobody can tell when it is so");
		}
		return new StatusWait(this.namespace, this.id, status, timeout).await();
	}

	/**
	 * Reads the process id of the container's first process.
	 * @return the process id on the daemon's host; empty if none lives
	 */
	public OptionalInt initPid() {
		Optional<Task> living = this.namespace.tasks()
			.find(this.id)
			.filter((task) -> task.info().status() != TaskStatus.STOPPED && task.info().pid() > 0);
		return living.map((task) -> OptionalInt.of(task.info().pid())).orElseGet(OptionalInt::empty);
	}

	/**
	 * Freezes all processes. What is frozen stays so.
	 * @throws FailedPreconditionException if the container does not run
	 */
	public void freeze() {
		Task task = running("freeze");
		if (task.info().status() != TaskStatus.PAUSED) {
			change(task, task::pause, TaskStatus.PAUSED);
		}
	}

	/**
	 * Thaws all processes. What is not frozen goes on.
	 * @throws FailedPreconditionException if the container does not run
	 */
	public void unfreeze() {
		Task task = running("unfreeze");
		if (task.info().status() != TaskStatus.RUNNING) {
			change(task, task::resume, TaskStatus.RUNNING);
		}
	}

	// Somebody else may have done it between the look and the call.
	private static void change(Task task, Runnable call, TaskStatus wanted) {
		try {
			call.run();
		}
		catch (ContainerdException ex) {
			if (task.refresh().status() != wanted) {
				throw ex;
			}
		}
	}

	private Task running(String operation) {
		return this.namespace.tasks()
			.find(this.id)
			.filter((task) -> ContainerStatus.of(task.info().status()).isRunning())
			.orElseThrow(() -> {
				Failure failure = new Failure(operation, "container", this.id, this.namespace.name(),
						ErrorCode.FAILED_PRECONDITION);
				return new FailedPreconditionException(failure.describe() + ": it does not run", failure, null);
			});
	}

}

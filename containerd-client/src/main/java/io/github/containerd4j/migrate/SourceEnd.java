package io.github.containerd4j.migrate;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.DeadlineExceededException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.container.ContainerUpdate;
import io.github.containerd4j.container.DeleteOptions;
import io.github.containerd4j.rpc.CleanUp;
import io.github.containerd4j.task.Signal;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.task.TaskStatus;
import io.github.containerd4j.undo.Patience;
import io.github.containerd4j.undo.Rollback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a container where it has moved away from. Once its record is gone, nothing can be
 * taken back: then the container is at the target alone, and what cannot be removed is
 * left to garbage collection.
 */
final class SourceEnd {

	private static final Logger logger = LoggerFactory.getLogger(SourceEnd.class);

	static final String RESTART_STATUS = "containerd.io/restart.status";

	private static final Duration EXIT_LIMIT = Duration.ofSeconds(30);

	private final Namespace source;

	private final Container container;

	private final MigrateOptions options;

	SourceEnd(Namespace source, Container container, MigrateOptions options) {
		this.source = source;
		this.container = container;
		this.options = options;
	}

	/**
	 * Kills the task, whose processes go on elsewhere.
	 */
	void kill(Task task) {
		if (this.container.info().labels().containsKey(RESTART_STATUS)) {
			// Else the restart monitor would start it again.
			this.container.update(ContainerUpdate.create().label(RESTART_STATUS, "stopped"));
		}
		try {
			task.killAll(Signal.KILL);
			if (task.waitFor(EXIT_LIMIT).isEmpty()) {
				Failure failure = new Failure("Tasks.Wait", "task", task.containerId(), this.source.name(),
						ErrorCode.DEADLINE_EXCEEDED);
				throw new DeadlineExceededException(failure.describe() + ": it lives on although it was killed",
						failure, null);
			}
		}
		catch (NotFoundException ex) {
			logger.debug("The task of container {} has ended already", this.container.id());
		}
	}

	/**
	 * Deletes a container that can still be taken back.
	 * @param rollback what takes the other one away; not if this one is gone, or may be
	 */
	void delete(Rollback rollback) {
		try {
			deleteTask();
			if (!this.options.keepSource()) {
				DeleteOptions delete = DeleteOptions.defaults();
				this.container.delete(this.options.snapshots() ? delete.withSnapshots() : delete);
			}
		}
		catch (ContainerdException ex) {
			if (isThere(rollback, ex)) {
				throw ex;
			}
			logger.warn("Container {} has moved, but not all of it is gone here", this.container.id(), ex);
		}
	}

	/**
	 * Deletes a container whose task was killed, so that it cannot be taken back.
	 */
	void deleteKilled() {
		try {
			deleteTask();
			if (!this.options.keepSource()) {
				this.container.delete(DeleteOptions.defaults().withForce());
			}
		}
		catch (ContainerdException ex) {
			logger.warn("Container {} has moved, but not all of it is gone here", this.container.id(), ex);
		}
	}

	private void deleteTask() {
		this.source.tasks()
			.find(this.container.id())
			.filter((task) -> task.info().status() == TaskStatus.STOPPED)
			.ifPresent(Task::deleteForcibly);
	}

	private boolean isThere(Rollback rollback, ContainerdException failure) {
		AtomicBoolean there = new AtomicBoolean();
		try {
			CleanUp.run(() -> Patience.of(FullCopy.PATIENCE)
				.run(() -> there.set(this.source.containers().find(this.container.id()).isPresent())));
			return there.get();
		}
		catch (ContainerdException ex) {
			// Rather two of them than none.
			rollback.succeeded();
			failure.addSuppressed(ex);
			return true;
		}
	}

}

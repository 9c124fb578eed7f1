package io.github.containerd4j.checkpoint;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.DeadlineExceededException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.rpc.CleanUp;
import io.github.containerd4j.task.Signal;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.task.TaskStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task that is paused for its checkpoint, or was before.
 */
final class Standstill {

	private static final Logger logger = LoggerFactory.getLogger(Standstill.class);

	private static final Duration UNDO_LIMIT = Duration.ofSeconds(15);

	private static final Duration UNDO_PAUSE = Duration.ofMillis(200);

	private static final Duration EXIT_LIMIT = Duration.ofSeconds(30);

	private final Task task;

	private final boolean pausedHere;

	private Standstill(Task task, boolean pausedHere) {
		this.task = task;
		this.pausedHere = pausedHere;
	}

	static Standstill of(Task task) {
		boolean running = task.info().status() == TaskStatus.RUNNING;
		if (running) {
			task.pause();
		}
		return new Standstill(task, running);
	}

	void end(AfterCheckpoint after) {
		switch (after) {
			case GO_ON -> resume();
			case STAY_PAUSED -> {
				// It is.
			}
			case EXIT -> exit();
		}
	}

	/**
	 * Lets the task go on after a failure, if it is still there. The failure may be that
	 * the daemon went away, which does not let the task go on: it is given some time to
	 * come back.
	 */
	void undo(Throwable failure) {
		if (this.pausedHere) {
			CleanUp.run(() -> resumeFor(failure, System.nanoTime() + UNDO_LIMIT.toNanos()));
		}
	}

	private void resumeFor(Throwable failure, long deadline) {
		while (true) {
			try {
				resume();
				return;
			}
			catch (NotFoundException ex) {
				logger.trace("The task is gone", ex);
				return;
			}
			catch (ContainerdException ex) {
				if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
					failure.addSuppressed(ex);
					return;
				}
				LockSupport.parkNanos(UNDO_PAUSE.toNanos());
			}
		}
	}

	private void resume() {
		if (this.pausedHere && this.task.refresh().status() == TaskStatus.PAUSED) {
			this.task.resume();
		}
	}

	private void exit() {
		try {
			this.task.killAll(Signal.KILL);
		}
		catch (NotFoundException ex) {
			// CRIU has ended it, and runc forgotten it.
			logger.trace("The task has ended", ex);
		}
		if (this.task.waitFor(EXIT_LIMIT).isEmpty()) {
			Failure failure = new Failure("Tasks.Wait", "task", this.task.containerId(), null,
					ErrorCode.DEADLINE_EXCEEDED);
			throw new DeadlineExceededException(failure.describe() + ": the checkpoint is complete, but the task "
					+ "has not ended within " + EXIT_LIMIT.toSeconds() + " s of being killed", failure, null);
		}
	}

}

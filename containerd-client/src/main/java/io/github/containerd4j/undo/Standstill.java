package io.github.containerd4j.undo;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.rpc.CleanUp;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.task.TaskStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task that is paused while something looks at it, or was paused before and stays so.
 * If this JVM is killed meanwhile, the task stays paused.
 *
 * @since 0.1.0
 */
public final class Standstill {

	private static final Logger logger = LoggerFactory.getLogger(Standstill.class);

	private static final Duration PATIENCE = Duration.ofSeconds(15);

	private final Task task;

	private final boolean pausedHere;

	private Standstill(Task task, boolean pausedHere) {
		this.task = task;
		this.pausedHere = pausedHere;
	}

	/**
	 * Pauses a task if it runs.
	 * @param task the task, just read
	 * @return what lets it go on
	 */
	public static Standstill of(Task task) {
		boolean running = task.info().status() == TaskStatus.RUNNING;
		if (running) {
			try {
				task.pause();
			}
			catch (RuntimeException | Error ex) {
				// The answer alone may have been lost.
				new Standstill(task, true).undo(ex);
				throw ex;
			}
		}
		return new Standstill(task, running);
	}

	/**
	 * Does some work while a task stands still, and lets it go on whatever becomes of the
	 * work.
	 * @param <T> what the work gives
	 * @param task the task; without one the work is just done
	 * @param work the work, on the calling thread
	 * @return what the work gave
	 */
	public static <T> T during(Optional<Task> task, Supplier<T> work) {
		if (task.isEmpty()) {
			return work.get();
		}
		Standstill standstill = of(task.get());
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

	/**
	 * Lets the task go on, unless it was paused before.
	 */
	public void resume() {
		if (this.pausedHere && this.task.refresh().status() == TaskStatus.PAUSED) {
			this.task.resume();
		}
	}

	private void resumePatiently() {
		try {
			CleanUp.run(() -> Patience.of(PATIENCE).run(this::resume));
		}
		catch (NotFoundException ex) {
			logger.trace("The task is gone", ex);
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

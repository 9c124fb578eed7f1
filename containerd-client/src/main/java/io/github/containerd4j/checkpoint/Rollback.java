package io.github.containerd4j.checkpoint;

import java.util.ArrayDeque;
import java.util.Deque;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.rpc.CleanUp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Undoes steps in reverse order when it is closed, unless all of them succeeded.
 */
final class Rollback implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Rollback.class);

	private final Deque<Runnable> steps = new ArrayDeque<>();

	/**
	 * Adds what undoes a step.
	 * @param step what to do; that the thing is gone already is no failure
	 */
	void add(Runnable step) {
		this.steps.push(step);
	}

	void succeeded() {
		this.steps.clear();
	}

	@Override
	public void close() {
		CleanUp.run(() -> this.steps.forEach(Rollback::undo));
		this.steps.clear();
	}

	private static void undo(Runnable step) {
		try {
			step.run();
		}
		catch (NotFoundException ex) {
			logger.trace("There is nothing left to undo", ex);
		}
		catch (ContainerdException ex) {
			// The failure that led here is the one to tell.
			logger.warn("A step of a failed restore cannot be undone", ex);
		}
	}

}

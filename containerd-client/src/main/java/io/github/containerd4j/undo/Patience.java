package io.github.containerd4j.undo;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.NotFoundException;

/**
 * Tries again for some time: what failed because a daemon went away may succeed when it
 * is back.
 *
 * @since 0.1.0
 */
public final class Patience {

	private static final Duration PAUSE = Duration.ofMillis(200);

	private final long deadline;

	private Patience(long deadline) {
		this.deadline = deadline;
	}

	/**
	 * Begins to wait.
	 * @param limit how long from now on
	 * @return the patience
	 */
	public static Patience of(Duration limit) {
		return new Patience(System.nanoTime() + limit.toNanos());
	}

	/**
	 * Runs some work until it succeeds, finds nothing to work on, or time is up.
	 * @param work the work, on the calling thread
	 * @throws ContainerdException the last failure
	 */
	public void run(Runnable work) {
		while (true) {
			try {
				work.run();
				return;
			}
			catch (NotFoundException ex) {
				throw ex;
			}
			catch (ContainerdException ex) {
				if (System.nanoTime() - this.deadline >= 0 || Thread.currentThread().isInterrupted()) {
					throw ex;
				}
				LockSupport.parkNanos(PAUSE.toNanos());
			}
		}
	}

}

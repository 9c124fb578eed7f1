package io.github.containerd4j.undo;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.NotFoundException;

/**
 * Tries again for some time: what failed because a daemon went away may succeed when it
 * is back.
 */
final class Patience {

	private static final Duration PAUSE = Duration.ofMillis(200);

	private final long deadline;

	private Patience(long deadline) {
		this.deadline = deadline;
	}

	static Patience of(Duration limit) {
		return new Patience(System.nanoTime() + limit.toNanos());
	}

	/**
	 * Runs some work until it succeeds, finds nothing to work on, or time is up.
	 * @throws ContainerdException the last failure
	 */
	void run(Runnable work) {
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

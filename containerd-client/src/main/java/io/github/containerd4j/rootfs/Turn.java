package io.github.containerd4j.rootfs;

import java.time.Duration;

import io.github.containerd4j.AbortedException;
import io.github.containerd4j.CancelledException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.rpc.NamedLocks;

/**
 * The turn of an operation that needs a container for itself. Others of this JVM wait.
 * Those of other processes do not, but they notice each other and harm nothing.
 *
 * @since 0.1.0
 */
public final class Turn implements AutoCloseable {

	private static final Duration LIMIT = Duration.ofMinutes(10);

	private static final NamedLocks LOCKS = new NamedLocks();

	private final NamedLocks.Held lock;

	private Turn(NamedLocks.Held lock) {
		this.lock = lock;
	}

	/**
	 * Waits for the turn.
	 * @param namespace the namespace
	 * @param operation what is wanted
	 * @param id the container
	 * @return the turn, to be closed by the same thread
	 * @throws AbortedException if another operation takes longer than ten minutes
	 * @throws CancelledException if the thread is interrupted while it waits
	 */
	public static Turn of(Namespace namespace, String operation, String id) {
		// The path tells the daemon as well.
		String name = namespace.containerDirectory(id).path().toString();
		try {
			NamedLocks.Held lock = LOCKS.acquire(name, System.nanoTime() + LIMIT.toNanos(), Turn::waits);
			if (lock == null) {
				Failure failure = failure(namespace, operation, id, ErrorCode.ABORTED);
				throw new AbortedException(failure.describe() + ": another operation on it has not ended within "
						+ LIMIT.toMinutes() + " minutes", failure, null);
			}
			return new Turn(lock);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			Failure failure = failure(namespace, operation, id, ErrorCode.CANCELLED);
			throw new CancelledException(failure.describe() + ": the waiting thread was interrupted", failure, ex);
		}
	}

	private static void waits() {
		// Nobody needs to know.
	}

	private static Failure failure(Namespace namespace, String operation, String id, ErrorCode code) {
		return new Failure(operation, "container", id, namespace.name(), code);
	}

	@Override
	public void close() {
		this.lock.close();
	}

}

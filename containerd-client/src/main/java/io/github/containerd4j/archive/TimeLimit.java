package io.github.containerd4j.archive;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.github.containerd4j.CancelledException;
import io.github.containerd4j.DeadlineExceededException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;

/**
 * Ends work that takes too long by interrupting the thread that does it. The thread opens
 * and closes this, so that no interrupt comes later.
 */
final class TimeLimit implements AutoCloseable {

	private final String operation;

	private final Duration timeout;

	private final Thread worker = Thread.currentThread();

	private final Future<?> alarm;

	private boolean reached;

	private boolean closed;

	TimeLimit(String operation, Duration timeout) {
		this.operation = operation;
		this.timeout = timeout;
		this.alarm = CompletableFuture.runAsync(this::end,
				CompletableFuture.delayedExecutor(timeout.toMillis(), TimeUnit.MILLISECONDS));
	}

	private synchronized void end() {
		if (!this.closed) {
			this.reached = true;
			this.worker.interrupt();
		}
	}

	/**
	 * Says what has ended the work, if it was this limit.
	 */
	synchronized RuntimeException explain(RuntimeException ex) {
		if (!this.reached) {
			return ex;
		}
		Failure failure = new Failure(this.operation, "image archive", null, null, ErrorCode.DEADLINE_EXCEEDED);
		return new DeadlineExceededException(
				failure.describe() + ": it was not done within " + this.timeout.toMillis() + " ms", failure, ex);
	}

	/**
	 * Waits until something is tried again.
	 */
	void pause(Duration duration) {
		try {
			TimeUnit.NANOSECONDS.sleep(duration.toNanos());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			Failure failure = new Failure(this.operation, "image archive", null, null, ErrorCode.CANCELLED);
			throw new CancelledException(failure.describe() + ": the waiting thread was interrupted", failure, ex);
		}
	}

	/**
	 * Ends the supervision, and takes back an interrupt of its own.
	 */
	@Override
	public synchronized void close() {
		this.closed = true;
		this.alarm.cancel(false);
		if (this.reached) {
			Thread.interrupted();
		}
	}

}

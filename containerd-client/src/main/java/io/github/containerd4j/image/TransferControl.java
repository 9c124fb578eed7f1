package io.github.containerd4j.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the parts of one transfer share: its threads, and the way to end all of them at
 * once. The first part that fails ends the others.
 */
final class TransferControl {

	private static final Logger logger = LoggerFactory.getLogger(TransferControl.class);

	private static final long STOP_TIMEOUT = TimeUnit.SECONDS.toNanos(10);

	private final TransferSubject subject;

	private final TransferLimits limits;

	private final long deadline;

	private final StallWatch stalls = new StallWatch();

	private final TransferThreads threads;

	private final ExecutorService blobs;

	private final ExecutorService services;

	private final Set<AutoCloseable> open = ConcurrentHashMap.newKeySet();

	private final AtomicReference<@Nullable Throwable> end = new AtomicReference<>();

	TransferControl(TransferSubject subject, TransferLimits limits) {
		this.subject = subject;
		this.limits = limits;
		this.deadline = System.nanoTime() + limits.timeout().toNanos();
		this.threads = new TransferThreads("containerd-" + subject.operation() + "-" + subject.image());
		this.blobs = this.threads.blobs(limits.concurrency());
		this.services = this.threads.services();
	}

	TransferSubject subject() {
		return this.subject;
	}

	TransferThreads threads() {
		return this.threads;
	}

	/**
	 * How long the transfer may go on.
	 * @return the time, positive
	 */
	Duration remaining() {
		return Duration.ofNanos(Math.max(1, this.deadline - System.nanoTime()));
	}

	/**
	 * Says that bytes should move from now on.
	 * @param what what is being moved, for the error
	 * @return to be told of each step, and closed at the end
	 */
	StallWatch.Moving watch(String what) {
		return this.stalls.watch(what);
	}

	/**
	 * Runs something when one of the threads for blobs is free.
	 */
	<V> Future<V> submitBlob(Callable<V> task) {
		return this.blobs.submit(guarded(task));
	}

	/**
	 * Runs something at once.
	 */
	<V> Future<V> submit(Callable<V> task) {
		return this.services.submit(guarded(task));
	}

	private <V> Callable<V> guarded(Callable<V> task) {
		return () -> {
			try {
				return task.call();
			}
			catch (Throwable ex) {
				stop(ex);
				throw ex;
			}
		};
	}

	/**
	 * Closes something when the transfer is stopped: a thread that reads from a network
	 * does not always notice an interrupt.
	 * @param resource what to close; closing it twice must do no harm
	 */
	void closeOnStop(AutoCloseable resource) {
		this.open.add(resource);
		if (this.end.get() != null) {
			closeAll();
		}
	}

	void forget(AutoCloseable resource) {
		this.open.remove(resource);
	}

	/**
	 * Ends everything, now. Only the first reason counts.
	 * @param reason why
	 */
	void stop(Throwable reason) {
		if (this.end.compareAndSet(null, reason)) {
			this.blobs.shutdownNow();
			this.services.shutdownNow();
			closeAll();
		}
	}

	private void closeAll() {
		for (AutoCloseable resource : this.open) {
			if (this.open.remove(resource)) {
				try {
					resource.close();
				}
				catch (Exception ex) {
					logger.debug("Closing {} failed", resource, ex);
				}
			}
		}
	}

	/**
	 * Why the transfer was stopped.
	 * @return the reason; {@code null} if it was not
	 */
	@Nullable Throwable stopped() {
		return this.end.get();
	}

	/**
	 * Stops the transfer if it has reached one of its limits.
	 */
	void enforceLimits() {
		if (System.nanoTime() - this.deadline >= 0) {
			stop(this.subject.late("it has not ended within " + readable(this.limits.timeout())));
		}
		String stalled = this.stalls.stalled(this.limits.stallTimeout());
		if (stalled != null) {
			stop(this.subject.late("nothing came for " + readable(this.limits.stallTimeout()) + " of " + stalled));
		}
	}

	private static String readable(Duration time) {
		return (time.toMillis() % 1000 == 0) ? time.toSeconds() + " s" : time.toMillis() + " ms";
	}

	/**
	 * Ends the threads and waits for their end, not for ever. Not to be called on one of
	 * them.
	 */
	void awaitThreads() throws InterruptedException {
		if (this.end.get() == null) {
			// Otherwise they were interrupted already, and once is enough: they tidy up.
			this.blobs.shutdownNow();
			this.services.shutdownNow();
		}
		long until = System.nanoTime() + STOP_TIMEOUT;
		boolean ended = this.blobs.awaitTermination(until - System.nanoTime(), TimeUnit.NANOSECONDS)
				&& this.services.awaitTermination(until - System.nanoTime(), TimeUnit.NANOSECONDS);
		if (!ended) {
			logger.warn("Threads of {} of {} have not ended in time", this.subject.operation(), this.subject.image());
		}
	}

	/**
	 * The error that a caller sees.
	 * @param cause what was thrown
	 * @return an unchecked exception or an error
	 */
	Throwable translated(Throwable cause) {
		Throwable first = this.end.get();
		Throwable reason = (first != null) ? first : cause;
		if (reason instanceof InterruptedException) {
			return this.subject.cancelled("it was interrupted", reason);
		}
		if (reason instanceof IOException || reason instanceof UncheckedIOException) {
			return this.subject.broken("the connection failed: " + reason.getMessage(), reason);
		}
		boolean unchecked = reason instanceof RuntimeException || reason instanceof Error;
		return unchecked ? reason : this.subject.unknown(String.valueOf(reason), reason);
	}

}

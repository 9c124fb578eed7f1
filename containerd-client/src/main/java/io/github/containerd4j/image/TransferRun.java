package io.github.containerd4j.image;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.containerd4j.Namespace;

/**
 * A transfer on its threads: one that does the work and may use others, and one that
 * watches the limits and tidies up at the end.
 */
final class TransferRun<T> implements ImageTransfer<T> {

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(15);

	private static final long TICK_MILLIS = 50;

	private final TransferEngine engine;

	private final TransferControl control;

	private final TransferLease lease;

	private final Result result = new Result();

	private TransferRun(TransferEngine engine, TransferControl control, TransferLease lease) {
		this.engine = engine;
		this.control = control;
		this.lease = lease;
	}

	/**
	 * Starts a transfer.
	 * @param engine who moves the image
	 * @param subject what is done
	 * @param limits the limits
	 * @param namespace where the lease is made
	 * @param work what to do under the lease
	 * @return the running transfer
	 */
	static <T> TransferRun<T> start(TransferEngine engine, TransferSubject subject, TransferLimits limits,
			Namespace namespace, LeasedWork<T> work) {
		TransferControl control = new TransferControl(subject, limits);
		TransferLease lease = new TransferLease(namespace, subject, limits.leaseExpiry());
		TransferRun<T> run = new TransferRun<>(engine, control, lease);
		control.threads().newThread(() -> run.supervise(work)).start();
		return run;
	}

	private void supervise(LeasedWork<T> work) {
		T value = null;
		Throwable failure = null;
		try {
			value = await(this.control.submit(() -> run(work)));
		}
		catch (Throwable ex) {
			failure = translated(ex);
		}
		tidyUp();
		if (failure != null) {
			this.result.completeExceptionally(failure);
		}
		else {
			this.result.complete(value);
		}
	}

	private T run(LeasedWork<T> work) throws Exception {
		this.lease.open();
		return work.run(this.lease, this.control);
	}

	private Throwable translated(Throwable cause) {
		Throwable inner = cause.getCause();
		return this.control.translated((cause instanceof ExecutionException && inner != null) ? inner : cause);
	}

	private T await(Future<T> work) throws ExecutionException, InterruptedException {
		while (true) {
			try {
				return work.get(TICK_MILLIS, TimeUnit.MILLISECONDS);
			}
			catch (TimeoutException ex) {
				this.control.enforceLimits();
			}
		}
	}

	private void tidyUp() {
		try {
			this.control.awaitThreads();
		}
		catch (InterruptedException ex) {
			// Nobody else has this thread, so nobody interrupts it.
			Thread.currentThread().interrupt();
		}
		this.lease.close();
	}

	@Override
	public TransferEngine engine() {
		return this.engine;
	}

	@Override
	public T result(Duration timeout) {
		try {
			return this.result.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (ExecutionException ex) {
			throw rethrown(ex);
		}
		catch (TimeoutException ex) {
			throw this.control.subject().late("it goes on after " + timeout.toMillis() + " ms");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw this.control.subject().cancelled("the waiting thread was interrupted", ex);
		}
	}

	private static RuntimeException rethrown(ExecutionException ex) {
		if (ex.getCause() instanceof Error error) {
			throw error;
		}
		return (ex.getCause() instanceof RuntimeException cause) ? cause : new IllegalStateException(ex);
	}

	/**
	 * Waits for the end and, if the waiting thread is interrupted, cancels the transfer.
	 */
	T await() {
		try (this) {
			return result(Duration.ofNanos(Long.MAX_VALUE));
		}
	}

	@Override
	public CompletableFuture<T> future() {
		return this.result;
	}

	@Override
	public void close() {
		if (this.result.isDone()) {
			return;
		}
		this.control.stop(this.control.subject().cancelled("the transfer was closed", null));
		if (!this.control.threads().own()) {
			awaitEnd();
		}
	}

	/**
	 * Also on an interrupted thread, whose work would otherwise go on behind its back.
	 */
	private void awaitEnd() {
		boolean interrupted = Thread.interrupted();
		try {
			this.result.handle((value, failure) -> true).get(CLOSE_TIMEOUT.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			interrupted = true;
		}
		catch (ExecutionException | TimeoutException ex) {
			// The threads end by themselves; there is nothing more to do for them.
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	@Override
	public String toString() {
		return "ImageTransfer[" + this.control.subject().operation() + " " + this.control.subject().image() + " by "
				+ this.engine + "]";
	}

	/**
	 * What a transfer does under its lease.
	 */
	@FunctionalInterface
	interface LeasedWork<T> {

		T run(TransferLease lease, TransferControl control) throws Exception;

	}

	private final class Result extends CompletableFuture<T> {

		@Override
		public boolean cancel(boolean mayInterruptIfRunning) {
			boolean running = !isDone();
			if (running) {
				TransferRun.this.control
					.stop(TransferRun.this.control.subject().cancelled("the future was cancelled", null));
			}
			return running;
		}

		@Override
		public <U> CompletableFuture<U> newIncompleteFuture() {
			return new CompletableFuture<>();
		}

	}

}

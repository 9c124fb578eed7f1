package io.github.containerd4j.task;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A result that a blocking thread works for. Cancelling it interrupts that thread.
 */
final class ExecFuture extends CompletableFuture<ExecResult> {

	private final Supplier<ExecResult> work;

	private @Nullable Thread worker;

	ExecFuture(Supplier<ExecResult> work) {
		this.work = work;
	}

	void run() {
		synchronized (this) {
			if (isDone()) {
				return;
			}
			this.worker = Thread.currentThread();
		}
		try {
			complete(this.work.get());
		}
		catch (RuntimeException | Error ex) {
			completeExceptionally(ex);
		}
		finally {
			finished();
		}
	}

	// An interrupt must not reach what an executor's thread does next.
	private synchronized void finished() {
		this.worker = null;
		if (isCancelled()) {
			Thread.interrupted();
		}
	}

	@Override
	public boolean cancel(boolean mayInterruptIfRunning) {
		boolean cancelled = super.cancel(mayInterruptIfRunning);
		synchronized (this) {
			if (cancelled && this.worker != null) {
				this.worker.interrupt();
			}
		}
		return cancelled;
	}

	@Override
	public <U> CompletableFuture<U> newIncompleteFuture() {
		return new CompletableFuture<>();
	}

}

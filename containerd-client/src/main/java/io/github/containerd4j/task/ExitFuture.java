package io.github.containerd4j.task;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.github.containerd4j.ContainerdException;
import org.jspecify.annotations.Nullable;

/**
 * The end of a process as a future that outlives the daemon: when the waiting call breaks
 * with the daemon, another one is made. Cancelling it ends the waiting.
 */
final class ExitFuture extends CompletableFuture<ExitStatus> {

	private final Supplier<CompletableFuture<ExitStatus>> call;

	private final DaemonLoss loss = new DaemonLoss();

	private volatile @Nullable CompletableFuture<ExitStatus> current;

	private volatile @Nullable ContainerdException broken;

	private ExitFuture(Supplier<CompletableFuture<ExitStatus>> call) {
		this.call = call;
	}

	/**
	 * Begins to wait.
	 * @param call starts one waiting call
	 * @return how the process ended
	 */
	static ExitFuture start(Supplier<CompletableFuture<ExitStatus>> call) {
		ExitFuture future = new ExitFuture(call);
		future.attempt();
		return future;
	}

	/**
	 * Fails if nothing is known of the process at this moment.
	 */
	void requireWaiting() {
		ContainerdException failure = this.broken;
		if (failure != null && !isDone()) {
			throw failure;
		}
	}

	private void attempt() {
		if (isDone()) {
			return;
		}
		try {
			CompletableFuture<ExitStatus> attempt = this.call.get();
			this.current = attempt;
			this.broken = null;
			attempt.whenComplete(this::ended);
			if (isDone()) {
				attempt.cancel(true);
			}
		}
		catch (ContainerdException ex) {
			ended(null, ex);
		}
	}

	private void ended(@Nullable ExitStatus status, @Nullable Throwable failure) {
		if (failure == null) {
			complete(status);
			return;
		}
		Throwable cause = (failure instanceof CompletionException) ? failure.getCause() : failure;
		if (cause instanceof ContainerdException ex && this.loss.isPassing(ex)) {
			this.broken = ex;
			later().execute(this::attempt);
		}
		else {
			completeExceptionally(cause);
		}
	}

	private Executor later() {
		return delayedExecutor(this.loss.nextPause().toMillis(), TimeUnit.MILLISECONDS);
	}

	@Override
	public boolean cancel(boolean mayInterruptIfRunning) {
		boolean cancelled = super.cancel(mayInterruptIfRunning);
		CompletableFuture<ExitStatus> attempt = this.current;
		if (attempt != null) {
			attempt.cancel(mayInterruptIfRunning);
		}
		return cancelled;
	}

	@Override
	public <U> CompletableFuture<U> newIncompleteFuture() {
		return new CompletableFuture<>();
	}

}

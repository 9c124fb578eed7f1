package io.github.containerd4j.task;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.NotFoundException;
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

	private volatile boolean lost;

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
		Throwable cause = cause(failure);
		if (cause instanceof ContainerdException ex && this.loss.isPassing(ex)) {
			this.broken = ex;
			this.lost = true;
			later().execute(this::attempt);
		}
		else {
			completeExceptionally(explained(cause));
		}
	}

	private static Throwable cause(Throwable failure) {
		Throwable inner = failure.getCause();
		return (failure instanceof CompletionException && inner != null) ? inner : failure;
	}

	// containerd 1.7 and newer delete at their start what they find ended.
	private Throwable explained(Throwable failure) {
		if (this.lost && failure instanceof NotFoundException ex) {
			return new NotFoundException(
					ex.getMessage()
							+ "; it ended or was deleted while the daemon was away, and nobody kept its exit code",
					ex.failure(), ex);
		}
		return failure;
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

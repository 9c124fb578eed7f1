package io.github.containerd4j.task;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.containerd4j.CancelledException;
import io.github.containerd4j.DeadlineExceededException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import io.github.containerd4j.rpc.RpcClient;
import io.github.containerd4j.rpc.Subject;

/**
 * Blocks until something of a process is done. Interrupting ends the waiting; the future
 * stays as it is.
 */
final class Waiting {

	private final RpcClient rpc;

	private final String operation;

	private final Subject subject;

	Waiting(RpcClient rpc, String operation, Subject subject) {
		this.rpc = rpc;
		this.operation = operation;
		this.subject = subject;
	}

	/**
	 * Waits without a limit.
	 */
	<T> T forever(CompletableFuture<T> future) {
		try {
			return future.get();
		}
		catch (InterruptedException ex) {
			throw interrupted(ex);
		}
		catch (ExecutionException ex) {
			throw rethrown(ex);
		}
	}

	/**
	 * Waits for a limited time and leaves the future as it is when that has passed.
	 */
	<T> Optional<T> atMost(CompletableFuture<T> future, Duration limit) {
		try {
			return Optional.of(future.get(limit.toNanos(), TimeUnit.NANOSECONDS));
		}
		catch (TimeoutException ex) {
			return Optional.empty();
		}
		catch (InterruptedException ex) {
			throw interrupted(ex);
		}
		catch (ExecutionException ex) {
			throw rethrown(ex);
		}
	}

	/**
	 * Waits for the answer of a call.
	 */
	<T> T within(CompletableFuture<T> call, Duration limit) {
		return atMost(call, limit).orElseThrow(() -> {
			Failure failure = failure(ErrorCode.DEADLINE_EXCEEDED);
			return new DeadlineExceededException(failure.describe() + ": no answer within " + limit.toMillis() + " ms",
					failure, null);
		});
	}

	Failure failure(ErrorCode code) {
		return new Failure(this.operation, this.subject.kind(), this.subject.id(), this.rpc.namespace(), code);
	}

	private CancelledException interrupted(InterruptedException cause) {
		Thread.currentThread().interrupt();
		Failure failure = failure(ErrorCode.CANCELLED);
		return new CancelledException(failure.describe() + ": the calling thread was interrupted", failure, cause);
	}

	private static RuntimeException rethrown(ExecutionException ex) {
		if (ex.getCause() instanceof RuntimeException failure) {
			return failure;
		}
		throw new IllegalStateException(ex.getCause());
	}

}

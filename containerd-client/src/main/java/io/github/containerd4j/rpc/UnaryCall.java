package io.github.containerd4j.rpc;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the one answer of a call. The answer is decoded on the transport's thread and
 * the waiting thread is woken once, at the end: fewer hand-overs than gRPC's blocking
 * stub, and the time limit needs no timer.
 */
final class UnaryCall<R> extends ClientCall.Listener<R> {

	private final Operation operation;

	private final Thread waiter = Thread.currentThread();

	private @Nullable R answer;

	private volatile @Nullable Status status;

	UnaryCall(Operation operation) {
		this.operation = operation;
	}

	@Override
	public void onMessage(R message) {
		this.answer = message;
	}

	@Override
	public void onClose(Status status, Metadata trailers) {
		this.status = status;
		LockSupport.unpark(this.waiter);
	}

	R await(ClientCall<?, R> call, @Nullable Duration timeout) {
		long deadline = (timeout != null) ? System.nanoTime() + timeout.toNanos() : 0;
		boolean interrupted = false;
		Status end;
		while ((end = this.status) == null) {
			if (Thread.interrupted()) {
				interrupted = true;
				break;
			}
			if (timeout == null) {
				LockSupport.park(this);
				continue;
			}
			long left = deadline - System.nanoTime();
			if (left <= 0) {
				break;
			}
			LockSupport.parkNanos(this, left);
		}
		return result(call, end, timeout, interrupted);
	}

	private R result(ClientCall<?, R> call, @Nullable Status end, @Nullable Duration timeout, boolean interrupted) {
		if (interrupted) {
			call.cancel("the calling thread was interrupted", null);
			Thread.currentThread().interrupt();
			throw this.operation.cancelled("the calling thread was interrupted", null);
		}
		if (end == null) {
			call.cancel("the time limit was reached", null);
			throw this.operation.timedOut((timeout != null) ? timeout : Duration.ZERO);
		}
		R message = this.answer;
		if (!end.isOk() || message == null) {
			throw this.operation
				.failed(end.isOk() ? Status.INTERNAL.withDescription("no answer in the response") : end);
		}
		return message;
	}

}

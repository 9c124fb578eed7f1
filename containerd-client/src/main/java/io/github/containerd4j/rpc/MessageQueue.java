package io.github.containerd4j.rpc;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * What a streaming call has answered and nobody has read yet. The reader takes whole
 * batches and then asks for as many more, so at most two windows are held, and the
 * transport waits for the reader only when that is slower.
 */
final class MessageQueue<R> extends ClientCall.Listener<R> {

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final Operation operation;

	private Queue<R> arrived = new ArrayDeque<>();

	private Queue<R> batch = new ArrayDeque<>();

	private @Nullable Status end;

	MessageQueue(Operation operation) {
		this.operation = operation;
	}

	@Override
	public void onMessage(R message) {
		this.lock.lock();
		try {
			this.arrived.add(message);
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void onClose(Status status, Metadata trailers) {
		this.lock.lock();
		try {
			this.end = status;
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void onReady() {
		this.lock.lock();
		try {
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * The next message. Only one thread may read.
	 * @param call the call that is asked for more
	 * @param timeout the longest time without a message
	 * @return the message; {@code null} at the end of a successful call
	 */
	@Nullable R take(ClientCall<?, R> call, Duration timeout) {
		R message = this.batch.poll();
		if (message != null) {
			return message;
		}
		Status status = awaitBatch(call, timeout);
		message = this.batch.poll();
		if (message != null) {
			call.request(this.batch.size() + 1);
			return message;
		}
		if (status != null && !status.isOk()) {
			throw this.operation.failed(status);
		}
		return null;
	}

	private @Nullable Status awaitBatch(ClientCall<?, R> call, Duration timeout) {
		this.lock.lock();
		try {
			await(call, timeout, () -> !this.arrived.isEmpty());
			Queue<R> empty = this.batch;
			this.batch = this.arrived;
			this.arrived = empty;
			return this.end;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Waits until the transport takes another message without buffering it.
	 * @param call the call that is written to
	 * @param timeout the longest time to wait
	 * @return the status if the call has ended
	 */
	@Nullable Status awaitReady(ClientCall<?, R> call, Duration timeout) {
		this.lock.lock();
		try {
			await(call, timeout, call::isReady);
			return this.end;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void await(ClientCall<?, R> call, Duration timeout, BooleanSupplier condition) {
		long left = timeout.toNanos();
		try {
			while (this.end == null && !condition.getAsBoolean()) {
				if (left <= 0) {
					call.cancel("the time limit was reached", null);
					throw this.operation.timedOut(timeout);
				}
				left = this.changed.awaitNanos(left);
			}
		}
		catch (InterruptedException ex) {
			call.cancel("the reading thread was interrupted", null);
			Thread.currentThread().interrupt();
			throw this.operation.cancelled("the reading thread was interrupted", ex);
		}
	}

}

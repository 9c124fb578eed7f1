package io.github.containerd4j.rpc;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.github.containerd4j.ContainerdException;
import org.jspecify.annotations.Nullable;

/**
 * What a streaming call has answered and nobody has read yet. The reader takes whole
 * batches and asks for half a window when it has read as much, so at most one window and
 * a half is held, and the transport waits for the reader only when that is slower.
 */
final class MessageQueue<R> extends ClientCall.Listener<R> {

	// How long a reader that has something waits for more, in nanoseconds.
	private static final long PARTIAL_BATCH_NANOS = 500_000;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final Operation operation;

	private final int fullBatch;

	private final int credit;

	private Queue<R> arrived = new ArrayDeque<>();

	private Queue<R> batch = new ArrayDeque<>();

	private @Nullable Status end;

	private int read;

	/**
	 * Makes an empty queue.
	 * @param operation what the messages answer
	 * @param window how many messages the other side may send before they are read
	 */
	MessageQueue(Operation operation, int window) {
		this.operation = operation;
		this.fullBatch = Math.max(1, window / 16);
		this.credit = Math.max(1, window / 2);
	}

	@Override
	public void onMessage(R message) {
		this.lock.lock();
		try {
			this.arrived.add(message);
			int size = this.arrived.size();
			if (size == 1 || size == this.fullBatch) {
				this.changed.signalAll();
			}
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
		if (message == null) {
			Status status = awaitBatch(call, timeout);
			message = this.batch.poll();
			if (message == null) {
				if (status != null && !status.isOk()) {
					throw this.operation.failed(status);
				}
				return null;
			}
		}
		if (++this.read >= this.credit) {
			call.request(this.read);
			this.read = 0;
		}
		return message;
	}

	private @Nullable Status awaitBatch(ClientCall<?, R> call, Duration timeout) {
		this.lock.lock();
		try {
			await(call, timeout, () -> !this.arrived.isEmpty());
			awaitFullBatch();
			Queue<R> empty = this.batch;
			this.batch = this.arrived;
			this.arrived = empty;
			return this.end;
		}
		catch (InterruptedException ex) {
			throw interrupted(call, ex);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Waking the reader for each message of a long listing costs more than the message.
	 */
	private void awaitFullBatch() throws InterruptedException {
		long left = PARTIAL_BATCH_NANOS;
		while (this.end == null && this.arrived.size() < this.fullBatch && left > 0) {
			left = this.changed.awaitNanos(left);
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
		catch (InterruptedException ex) {
			throw interrupted(call, ex);
		}
		finally {
			this.lock.unlock();
		}
	}

	private void await(ClientCall<?, R> call, Duration timeout, BooleanSupplier condition) throws InterruptedException {
		long left = timeout.toNanos();
		while (this.end == null && !condition.getAsBoolean()) {
			if (left <= 0) {
				call.cancel("the time limit was reached", null);
				throw this.operation.timedOut(timeout);
			}
			left = this.changed.awaitNanos(left);
		}
	}

	private ContainerdException interrupted(ClientCall<?, R> call, InterruptedException cause) {
		call.cancel("the waiting thread was interrupted", null);
		Thread.currentThread().interrupt();
		return this.operation.cancelled("the waiting thread was interrupted", cause);
	}

}

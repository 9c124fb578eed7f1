package io.github.containerd4j.event;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.proto.types.Envelope;
import org.jspecify.annotations.Nullable;

/**
 * What one stream has brought and the listener has not got yet. The transport's thread
 * puts, it never waits; the dispatcher takes whole batches, so that the two seldom meet.
 * <p>
 * When the buffer is full, what comes is dropped until half of it is free again. A
 * smaller step would tell a slow listener of a gap after almost every event.
 */
final class EventBuffer {

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final int capacity;

	private final String gapNamespace;

	private final AtomicInteger held = new AtomicInteger();

	private Queue<Object> arrived = new ArrayDeque<>();

	private Queue<Object> batch = new ArrayDeque<>();

	private @Nullable Instant fullSince;

	private long dropped;

	private boolean ended;

	private @Nullable ContainerdException failure;

	/**
	 * Makes a buffer.
	 * @param capacity how many events it holds
	 * @param gapNamespace the namespace in the gaps that it tells
	 */
	EventBuffer(int capacity, String gapNamespace) {
		this.capacity = capacity;
		this.gapNamespace = gapNamespace;
	}

	/**
	 * Keeps an event if there is room.
	 * @param envelope the event
	 * @return {@code false} if it was dropped
	 */
	boolean put(Envelope envelope) {
		this.lock.lock();
		try {
			if (isFull()) {
				this.dropped++;
				return false;
			}
			closeGap();
			this.arrived.add(envelope);
			this.held.incrementAndGet();
			this.changed.signal();
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean isFull() {
		int size = this.held.get();
		if (this.fullSince != null) {
			return size > this.capacity / 2;
		}
		if (size < this.capacity) {
			return false;
		}
		this.fullSince = Instant.now();
		return true;
	}

	private void closeGap() {
		Instant since = this.fullSince;
		if (since == null) {
			return;
		}
		EventGap gap = new EventGap(EventGap.Reason.OVERFLOW, since, Instant.now(), this.dropped,
				"the listener was slower than the daemon, and the buffer of " + this.capacity + " events was full");
		this.arrived.add(EventMapper.toEvent(this.gapNamespace, gap));
		this.fullSince = null;
		this.dropped = 0;
	}

	/**
	 * Says that nothing more will come.
	 * @param failure why; {@code null} if the daemon ended the stream in order
	 */
	void end(@Nullable ContainerdException failure) {
		this.lock.lock();
		try {
			if (!this.ended) {
				this.ended = true;
				this.failure = failure;
				this.changed.signal();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Waits for the next event. Only one thread may take.
	 * @return the event; {@code null} at the end of the stream
	 * @throws InterruptedException if the thread is interrupted while waiting
	 */
	@Nullable ContainerdEvent<?> take() throws InterruptedException {
		Object next = this.batch.poll();
		if (next == null) {
			awaitBatch();
			next = this.batch.poll();
		}
		if (next instanceof Envelope envelope) {
			this.held.decrementAndGet();
			return EventMapper.toEvent(envelope);
		}
		return (ContainerdEvent<?>) next;
	}

	private void awaitBatch() throws InterruptedException {
		this.lock.lock();
		try {
			while (this.arrived.isEmpty()) {
				closeGap();
				if (this.ended) {
					break;
				}
				if (this.arrived.isEmpty()) {
					this.changed.await();
				}
			}
			Queue<Object> empty = this.batch;
			this.batch = this.arrived;
			this.arrived = empty;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Why the stream has ended.
	 * @return the failure; {@code null} if there was none, or the stream goes on
	 */
	@Nullable ContainerdException failure() {
		this.lock.lock();
		try {
			return this.failure;
		}
		finally {
			this.lock.unlock();
		}
	}

}

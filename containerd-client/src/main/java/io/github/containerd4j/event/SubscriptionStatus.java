package io.github.containerd4j.event;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.github.containerd4j.CancelledException;
import io.github.containerd4j.ClientClosedException;
import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.DeadlineExceededException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import org.jspecify.annotations.Nullable;

/**
 * What a subscription tells about itself: written by its dispatcher, read by anybody.
 */
final class SubscriptionStatus {

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final AtomicLong received = new AtomicLong();

	private final AtomicLong dropped = new AtomicLong();

	private final AtomicLong gaps = new AtomicLong();

	private final AtomicLong reconnects = new AtomicLong();

	private final AtomicLong resynced = new AtomicLong();

	private final AtomicLong listenerFailures = new AtomicLong();

	private SubscriptionState state = SubscriptionState.CONNECTING;

	private @Nullable ContainerdException failure;

	/**
	 * Sets the state.
	 * @param state the new state
	 * @param failure why, if something failed
	 * @return whether it is another state than before
	 */
	boolean set(SubscriptionState state, @Nullable ContainerdException failure) {
		this.lock.lock();
		try {
			boolean other = this.state != state;
			this.state = state;
			this.failure = failure;
			this.changed.signalAll();
			return other;
		}
		finally {
			this.lock.unlock();
		}
	}

	SubscriptionState state() {
		this.lock.lock();
		try {
			return this.state;
		}
		finally {
			this.lock.unlock();
		}
	}

	@Nullable ContainerdException failure() {
		this.lock.lock();
		try {
			return this.failure;
		}
		finally {
			this.lock.unlock();
		}
	}

	void awaitConnected(Duration timeout) {
		long left = timeout.toNanos();
		this.lock.lock();
		try {
			while (this.state != SubscriptionState.CONNECTED) {
				if (this.state == SubscriptionState.CLOSED) {
					throw closed();
				}
				if (left <= 0) {
					throw timedOut(timeout);
				}
				left = this.changed.awaitNanos(left);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			Failure failure = failure(ErrorCode.CANCELLED);
			throw new CancelledException(failure.describe() + ": the waiting thread was interrupted", failure, ex);
		}
		finally {
			this.lock.unlock();
		}
	}

	private ContainerdException closed() {
		Failure failure = failure(ErrorCode.CANCELLED);
		return new ClientClosedException(failure.describe() + ": the subscription is closed", failure, this.failure);
	}

	private ContainerdException timedOut(Duration timeout) {
		Failure failure = failure(ErrorCode.DEADLINE_EXCEEDED);
		ContainerdException reason = this.failure;
		return new DeadlineExceededException(failure.describe() + ": the stream was not live within " + timeout
				+ ((reason != null) ? "; " + reason.getMessage() : ""), failure, reason);
	}

	private static Failure failure(ErrorCode code) {
		return new Failure("Events.Subscribe", "events", null, null, code);
	}

	AtomicLong received() {
		return this.received;
	}

	AtomicLong dropped() {
		return this.dropped;
	}

	AtomicLong gaps() {
		return this.gaps;
	}

	AtomicLong reconnects() {
		return this.reconnects;
	}

	AtomicLong resynced() {
		return this.resynced;
	}

	AtomicLong listenerFailures() {
		return this.listenerFailures;
	}

	SubscriptionStatistics statistics() {
		return new SubscriptionStatistics(this.received.get(), this.dropped.get(), this.gaps.get(),
				this.reconnects.get(), this.resynced.get(), this.listenerFailures.get());
	}

}

package io.github.containerd4j.event;

import java.util.concurrent.atomic.AtomicLong;

import io.github.containerd4j.ContainerdException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the listener: never after the subscription was closed, except to say so, and
 * never with an interrupt that was meant for the dispatcher. What the listener throws
 * ends here.
 */
final class EventDelivery {

	private static final Logger logger = LoggerFactory.getLogger(EventDelivery.class);

	private final ContainerdEventListener listener;

	private final AtomicLong failures;

	private boolean closed;

	private boolean delivering;

	EventDelivery(ContainerdEventListener listener, AtomicLong failures) {
		this.listener = listener;
		this.failures = failures;
	}

	void deliver(ContainerdEvent<?> event) {
		if (begin(false)) {
			try {
				this.listener.onEvent(event);
			}
			catch (Throwable ex) {
				failed("an event of the topic " + event.topic(), ex);
			}
			finally {
				end();
			}
		}
	}

	void deliver(SubscriptionState state, @Nullable ContainerdException reason) {
		if (begin(state == SubscriptionState.CLOSED)) {
			try {
				this.listener.onStateChange(state, reason);
			}
			catch (Throwable ex) {
				failed("the state " + state, ex);
			}
			finally {
				end();
			}
		}
	}

	private void failed(String what, Throwable ex) {
		this.failures.incrementAndGet();
		logger.warn("The listener failed at {}; the next events follow", what, ex);
	}

	private synchronized boolean begin(boolean evenIfClosed) {
		if (this.closed && !evenIfClosed) {
			return false;
		}
		this.delivering = true;
		Thread.interrupted();
		return true;
	}

	private synchronized void end() {
		this.delivering = false;
		// An interrupt that a listener leaves behind is not meant for the stream.
		Thread.interrupted();
	}

	/**
	 * Lets nothing more reach the listener, and wakes the dispatcher unless it is inside
	 * the listener.
	 * @param dispatcher the thread that delivers
	 */
	synchronized void close(Thread dispatcher) {
		this.closed = true;
		if (!this.delivering) {
			dispatcher.interrupt();
		}
	}

}

package io.github.containerd4j.event;

import java.time.Duration;
import java.util.Optional;

import io.github.containerd4j.ContainerdException;

/**
 * A subscription to events. It lives until it or its client is closed: when the stream is
 * lost, it opens another one, with growing waits between the attempts.
 * <p>
 * Safe for use by many threads.
 *
 * @since 0.1.0
 */
public interface EventSubscription extends AutoCloseable {

	/**
	 * What the subscription is doing.
	 * @return the state
	 */
	SubscriptionState state();

	/**
	 * Why the stream was lost or could not be opened.
	 * @return the last failure; empty while the stream is live, and when none failed
	 */
	Optional<ContainerdException> failure();

	/**
	 * Waits until the stream is live: what happens after this method has returned is
	 * delivered. containerd says nothing when it accepts a subscription, so a marker is
	 * published and waited for, in the namespace that the subscription is for, or in
	 * {@code default}. It creates no namespace, and it is never delivered.
	 * @param timeout the longest time to wait
	 * @throws io.github.containerd4j.DeadlineExceededException if the stream is not live
	 * in time; its message has the reason
	 * @throws io.github.containerd4j.ClientClosedException if the subscription was closed
	 * @throws io.github.containerd4j.CancelledException if the calling thread was
	 * interrupted
	 */
	void awaitConnected(Duration timeout);

	/**
	 * What the subscription has done so far.
	 * @return the numbers
	 */
	SubscriptionStatistics statistics();

	/**
	 * Ends the subscription. Events that have not been delivered are discarded. Waits
	 * until the listener has returned, at most five seconds, then interrupts it; called
	 * by the listener itself it does not wait. Closing twice has no effect.
	 */
	@Override
	void close();

}

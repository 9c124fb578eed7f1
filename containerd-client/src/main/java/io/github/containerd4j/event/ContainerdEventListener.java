package io.github.containerd4j.event;

import io.github.containerd4j.ContainerdException;
import org.jspecify.annotations.Nullable;

/**
 * Receives the events of a subscription, one after the other, in the order of the stream,
 * on the subscription's own thread. It may take its time, call the client, and close the
 * subscription; what it delays are only later events of the same subscription. What it
 * throws is logged and counted and ends nothing.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ContainerdEventListener {

	/**
	 * An event has happened, or events are missing here: see {@link EventGap}.
	 * @param event the event
	 */
	void onEvent(ContainerdEvent<?> event);

	/**
	 * The state of the subscription has changed. Does nothing by default.
	 * <p>
	 * {@link SubscriptionState#CONNECTED} is told when the stream is live and before any
	 * event of it is delivered. So whoever lists objects in this method, and then applies
	 * the events that follow, has a picture without a hole: what happens meanwhile is
	 * kept and delivered afterwards, and may repeat what the list already showed.
	 * @param state the new state
	 * @param reason why the stream was lost or could not be opened; {@code null} if
	 * nothing failed
	 */
	default void onStateChange(SubscriptionState state, @Nullable ContainerdException reason) {
	}

}

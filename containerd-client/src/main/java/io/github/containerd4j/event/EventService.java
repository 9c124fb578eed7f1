package io.github.containerd4j.event;

import io.github.containerd4j.rpc.RpcClient;

/**
 * The events of the daemon, of all namespaces or of one.
 * <p>
 * Events of one publisher arrive in order. Those about tasks mostly come from shims,
 * those about containers from the daemon, and the order of the two against each other is
 * not guaranteed. The daemon keeps no events: what happens while nobody listens is lost.
 * <p>
 * Safe for use by many threads.
 *
 * @since 0.1.0
 */
public interface EventService {

	/**
	 * Subscribes to all events. Returns at once, whether the daemon runs or not.
	 * @param listener receives the events on a thread of the subscription's own
	 * @return the subscription, to be closed
	 */
	default EventSubscription subscribe(ContainerdEventListener listener) {
		return subscribe(SubscribeOptions.defaults(), listener);
	}

	/**
	 * Subscribes to events. Returns at once, whether the daemon runs or not; see
	 * {@link EventSubscription#awaitConnected}.
	 * @param options which events, and what to do about losses
	 * @param listener receives the events on a thread of the subscription's own
	 * @return the subscription, to be closed
	 * @throws io.github.containerd4j.InvalidArgumentException if the options name other
	 * namespaces than the one that this service is for
	 */
	EventSubscription subscribe(SubscribeOptions options, ContainerdEventListener listener);

	/**
	 * Hands on an event that happened elsewhere or earlier, with its own namespace and
	 * time, as shims do.
	 * @param event the event; its payload may be an {@link UnknownEvent} of any type
	 * @throws io.github.containerd4j.InvalidArgumentException if the namespace is no
	 * valid identifier, the topic is malformed, or the payload is an {@link EventGap}
	 */
	void forward(ContainerdEvent<?> event);

	/**
	 * Makes the service for all namespaces.
	 * @param rpc makes the calls; a namespace of its own does not matter
	 * @return the service
	 */
	static EventService over(RpcClient rpc) {
		return new GrpcEventService(rpc);
	}

}

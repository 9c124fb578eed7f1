package io.github.containerd4j.event;

/**
 * What a subscription is doing.
 *
 * @since 0.1.0
 */
public enum SubscriptionState {

	/** It is opening its stream for the first time, as often as that takes. */
	CONNECTING,

	/** The stream is live. */
	CONNECTED,

	/** The stream has ended; it is being opened again. */
	LOST,

	/** The subscription or its client was closed; nothing follows. */
	CLOSED

}

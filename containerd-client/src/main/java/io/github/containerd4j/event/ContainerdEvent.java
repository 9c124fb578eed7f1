package io.github.containerd4j.event;

import java.time.Instant;

/**
 * Something happened in the daemon.
 *
 * @param <T> the type of the payload
 * @param namespace the namespace in which it happened; empty for an {@link EventGap} of a
 * subscription to all namespaces
 * @param topic the topic, such as {@code /tasks/exit}
 * @param timestamp when it was published; for {@link EventOrigin#RESYNC} when it must
 * have happened if that can be told, else when it was found
 * @param payload what happened
 * @param origin where the event comes from
 * @since 0.1.0
 */
public record ContainerdEvent<T extends EventPayload>(String namespace, String topic, Instant timestamp, T payload,
		EventOrigin origin) {

	/**
	 * Whether this is a live or a found event, and no {@link EventGap}.
	 * @return {@code false} for what the subscription tells about itself
	 */
	public boolean isFromDaemon() {
		return this.origin != EventOrigin.STREAM;
	}

}

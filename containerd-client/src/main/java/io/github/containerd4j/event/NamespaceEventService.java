package io.github.containerd4j.event;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.rpc.RpcClient;

/**
 * The events of one namespace. Its subscriptions get those alone; the daemon filters.
 * <p>
 * Safe for use by many threads.
 *
 * @since 0.1.0
 */
public interface NamespaceEventService extends EventService {

	/**
	 * Publishes an event of one of containerd's own types, for programs that stand in for
	 * a part of it. The daemon sets the time, and creates no namespace for it.
	 * @param topic the topic: identifiers, each after a slash, such as
	 * {@code /backup/done}
	 * @param payload the payload
	 * @throws InvalidArgumentException if the topic is malformed, or the payload is an
	 * {@link EventGap}
	 */
	void publish(String topic, EventPayload payload);

	/**
	 * Publishes an event of a type of one's own. Subscribers get its payload as an
	 * {@link UnknownEvent}. The daemon sets the time, and creates no namespace for it.
	 * @param topic the topic: identifiers, each after a slash, such as
	 * {@code /backup/done}
	 * @param payload the payload, which containerd does not look into
	 * @throws InvalidArgumentException if the topic is malformed
	 */
	default void publish(String topic, TypedValue payload) {
		publish(topic, new UnknownEvent(payload));
	}

	/**
	 * Makes the service.
	 * @param rpc makes the calls, in one namespace
	 * @return the service
	 * @throws InvalidArgumentException if the calls have no namespace
	 */
	static NamespaceEventService over(RpcClient rpc) {
		String namespace = rpc.namespace();
		if (namespace == null) {
			throw InvalidArgumentException.of("namespace", null, "publishing events needs one");
		}
		return new GrpcNamespaceEventService(rpc, namespace);
	}

}

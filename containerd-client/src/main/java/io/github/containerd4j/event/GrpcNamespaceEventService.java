package io.github.containerd4j.event;

import java.util.List;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.proto.services.events.v1.EventsGrpc;
import io.github.containerd4j.proto.services.events.v1.PublishRequest;
import io.github.containerd4j.rpc.RpcClient;
import io.github.containerd4j.rpc.Subject;

/**
 * Apart from {@link GrpcEventService}, so that a service for all namespaces is never
 * taken for one of a single namespace.
 */
final class GrpcNamespaceEventService implements NamespaceEventService {

	private final RpcClient rpc;

	private final String namespace;

	private final EventService events;

	GrpcNamespaceEventService(RpcClient rpc, String namespace) {
		this.rpc = rpc;
		this.namespace = namespace;
		this.events = new GrpcEventService(rpc);
	}

	@Override
	public EventSubscription subscribe(SubscribeOptions options, ContainerdEventListener listener) {
		return this.events.subscribe(scoped(options), listener);
	}

	private SubscribeOptions scoped(SubscribeOptions options) {
		if (!List.of(this.namespace).containsAll(options.namespaces())) {
			throw InvalidArgumentException.of("namespaces", String.join(", ", options.namespaces()),
					"these are the events of the namespace \"" + this.namespace + "\" alone");
		}
		return options.withNamespaces(this.namespace);
	}

	@Override
	public void publish(String topic, EventPayload payload) {
		PublishRequest request = PublishRequest.newBuilder()
			.setTopic(Topics.require(topic))
			.setEvent(EventMapper.toAny(payload))
			.build();
		this.rpc.call(EventsGrpc.getPublishMethod(), request, Subject.of("event", topic));
	}

	@Override
	public void forward(ContainerdEvent<?> event) {
		this.events.forward(event);
	}

}

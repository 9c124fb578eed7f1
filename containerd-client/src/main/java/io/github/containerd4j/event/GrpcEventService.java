package io.github.containerd4j.event;

import java.time.Instant;
import java.util.List;

import com.google.protobuf.Timestamp;
import io.github.containerd4j.Identifiers;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.proto.services.events.v1.EventsGrpc;
import io.github.containerd4j.proto.services.events.v1.ForwardRequest;
import io.github.containerd4j.proto.services.events.v1.PublishRequest;
import io.github.containerd4j.proto.types.Envelope;
import io.github.containerd4j.rpc.Protos;
import io.github.containerd4j.rpc.RpcClient;
import io.github.containerd4j.rpc.Subject;
import org.jspecify.annotations.Nullable;

final class GrpcEventService implements NamespaceEventService {

	private final RpcClient rpc;

	private final @Nullable String namespace;

	GrpcEventService(RpcClient rpc, @Nullable String namespace) {
		this.rpc = rpc;
		this.namespace = namespace;
	}

	@Override
	public EventSubscription subscribe(SubscribeOptions options, ContainerdEventListener listener) {
		return DefaultEventSubscription.start(this.rpc, scoped(options), listener);
	}

	private SubscribeOptions scoped(SubscribeOptions options) {
		String namespace = this.namespace;
		if (namespace == null) {
			return options;
		}
		if (!List.of(namespace).containsAll(options.namespaces())) {
			throw InvalidArgumentException.of("namespaces", String.join(", ", options.namespaces()),
					"these are the events of the namespace \"" + namespace + "\" alone");
		}
		return options.withNamespaces(namespace);
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
		String namespace = Identifiers.require("namespace", event.namespace());
		Envelope envelope = Envelope.newBuilder()
			.setNamespace(namespace)
			.setTopic(Topics.require(event.topic()))
			.setTimestamp(toTimestamp(event.timestamp()))
			.setEvent(EventMapper.toAny(event.payload()))
			.build();
		ForwardRequest request = ForwardRequest.newBuilder().setEnvelope(envelope).build();
		this.rpc.inNamespace(namespace)
			.call(EventsGrpc.getForwardMethod(), request, Subject.of("event", event.topic()));
	}

	/**
	 * What reads as "not set" is what the daemon refuses.
	 */
	private static Timestamp toTimestamp(Instant instant) {
		Timestamp timestamp = Protos.toTimestamp(instant);
		if (Protos.toInstant(timestamp) == null) {
			throw InvalidArgumentException.of("timestamp", instant.toString(), "an event needs a time");
		}
		return timestamp;
	}

}

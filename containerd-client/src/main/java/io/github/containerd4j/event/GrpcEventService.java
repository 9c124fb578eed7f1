package io.github.containerd4j.event;

import java.time.Instant;

import com.google.protobuf.Timestamp;
import io.github.containerd4j.Identifiers;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.proto.services.events.v1.EventsGrpc;
import io.github.containerd4j.proto.services.events.v1.ForwardRequest;
import io.github.containerd4j.proto.types.Envelope;
import io.github.containerd4j.rpc.Protos;
import io.github.containerd4j.rpc.RpcClient;
import io.github.containerd4j.rpc.Subject;

final class GrpcEventService implements EventService {

	private final RpcClient rpc;

	GrpcEventService(RpcClient rpc) {
		this.rpc = rpc;
	}

	@Override
	public EventSubscription subscribe(SubscribeOptions options, ContainerdEventListener listener) {
		return DefaultEventSubscription.start(this.rpc, options, listener);
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

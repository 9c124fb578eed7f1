package io.github.containerd4j.event;

import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.proto.types.Envelope;
import io.github.containerd4j.rpc.Protos;

/**
 * Between the envelopes of the wire and the events of the API.
 */
final class EventMapper {

	private static final List<PayloadType<?, ?>> TYPES = Stream
		.of(TaskPayloads.all(), ContainerPayloads.all(), ResourcePayloads.all())
		.<PayloadType<?, ?>>flatMap(List::stream)
		.toList();

	private static final Map<String, PayloadType<?, ?>> BY_NAME = TYPES.stream()
		.collect(Collectors.toMap(PayloadType::name, Function.identity()));

	private static final Map<Class<?>, PayloadType<?, ?>> BY_PAYLOAD = TYPES.stream()
		.collect(Collectors.toMap(PayloadType::payload, Function.identity()));

	private EventMapper() {
	}

	static List<PayloadType<?, ?>> types() {
		return TYPES;
	}

	static ContainerdEvent<?> toEvent(Envelope envelope) {
		return new ContainerdEvent<>(envelope.getNamespace(), envelope.getTopic(), toInstant(envelope.getTimestamp()),
				toPayload(envelope.getEvent()), EventOrigin.LIVE);
	}

	static ContainerdEvent<EventGap> toEvent(String namespace, EventGap gap) {
		return new ContainerdEvent<>(namespace, EventGap.TOPIC, gap.restoredAt(), gap, EventOrigin.STREAM);
	}

	/**
	 * The daemon sets the time of what it publishes. What it forwards for others only has
	 * to have one, of any value.
	 */
	private static Instant toInstant(Timestamp timestamp) {
		try {
			return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
		}
		catch (DateTimeException ex) {
			return (timestamp.getSeconds() < 0) ? Instant.MIN : Instant.MAX;
		}
	}

	static EventPayload toPayload(Any event) {
		String url = event.getTypeUrl();
		PayloadType<?, ?> type = BY_NAME.get(url.substring(url.lastIndexOf('/') + 1));
		if (type != null) {
			try {
				return type.read(event.getValue());
			}
			catch (InvalidProtocolBufferException | DateTimeException ex) {
				return unknown(event);
			}
		}
		return unknown(event);
	}

	private static UnknownEvent unknown(Any event) {
		ByteBuffer bytes = event.getValue().asReadOnlyByteBuffer();
		return new UnknownEvent(TypedValue.wrap(event.getTypeUrl(), bytes));
	}

	static Any toAny(EventPayload payload) {
		if (payload instanceof UnknownEvent unknown) {
			return Protos.toAny(unknown.value());
		}
		PayloadType<?, ?> type = BY_PAYLOAD.get(payload.getClass());
		if (type == null) {
			throw InvalidArgumentException.of("event payload", payload.getClass().getSimpleName(),
					"it is no event of containerd's, only a subscription makes it");
		}
		return type.write(payload);
	}

}

package io.github.containerd4j.event;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.event.EventGap.Reason;
import io.github.containerd4j.proto.events.ContainerEventsProto;
import io.github.containerd4j.proto.events.ContentEventsProto;
import io.github.containerd4j.proto.events.NamespaceEventsProto;
import io.github.containerd4j.proto.events.SandboxEventsProto;
import io.github.containerd4j.proto.events.SnapshotEventsProto;
import io.github.containerd4j.proto.events.TaskEventsProto;
import io.github.containerd4j.proto.services.images.v1.ImageEventsProto;
import io.github.containerd4j.proto.types.Envelope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EventMapperTests {

	private static final Path TABLE = Path.of("../proto/src/test/resources/containerd-api.tsv");

	@Test
	void everyEventMessageOfTheTableHasItsRecord() throws IOException {
		try (Stream<String> lines = Files.lines(TABLE)) {
			assertThat(lines.map((line) -> line.split("\t"))
				.filter((columns) -> columns[0].equals("message"))
				.map((columns) -> columns[1])
				.filter((name) -> name.matches("containerd\\.events\\.\\w+"
						+ "|containerd\\.services\\.images\\.v1\\.Image(Create|Update|Delete)")))
				.containsExactlyInAnyOrderElementsOf(EventMapper.types().stream().map(PayloadType::name).toList());
		}
	}

	static Stream<Descriptor> messages() {
		return Stream
			.of(TaskEventsProto.getDescriptor(), ContainerEventsProto.getDescriptor(),
					ContentEventsProto.getDescriptor(), NamespaceEventsProto.getDescriptor(),
					SandboxEventsProto.getDescriptor(), SnapshotEventsProto.getDescriptor(),
					ImageEventsProto.getDescriptor())
			.map(FileDescriptor::getMessageTypes)
			.flatMap(List::stream);
	}

	@ParameterizedTest
	@MethodSource("messages")
	void noFieldIsLostOnTheWayToTheRecordAndBack(Descriptor message) throws InvalidProtocolBufferException {
		DynamicMessage full = filled(message);

		EventPayload payload = EventMapper.toPayload(any(message.getFullName(), full.toByteString()));

		assertThat(payload).isNotInstanceOf(UnknownEvent.class);
		Any back = EventMapper.toAny(payload);
		assertThat(back.getTypeUrl()).isEqualTo(message.getFullName());
		assertThat(DynamicMessage.parseFrom(message, back.getValue())).isEqualTo(full);
	}

	@ParameterizedTest
	@MethodSource("messages")
	void emptyFieldsAreAccepted(Descriptor message) throws InvalidProtocolBufferException {
		EventPayload payload = EventMapper.toPayload(any(message.getFullName(), ByteString.EMPTY));

		assertThat(payload).isNotInstanceOf(UnknownEvent.class);
		assertThat(EventMapper.toAny(payload).getValue()).isEqualTo(ByteString.EMPTY);
	}

	@ParameterizedTest
	@MethodSource("messages")
	void malformedBytesOfAKnownTypeAreKept(Descriptor message) {
		ByteString malformed = ByteString.copyFrom(new byte[] { 0x0a, 0x7f, 0x01 });

		EventPayload payload = EventMapper.toPayload(any(message.getFullName(), malformed));

		assertThat(payload)
			.isEqualTo(new UnknownEvent(TypedValue.wrap(message.getFullName(), malformed.asReadOnlyByteBuffer())));
	}

	@Test
	void timeBeyondTheCalendarIsMalformed() {
		io.github.containerd4j.proto.events.TaskExit exit = io.github.containerd4j.proto.events.TaskExit.newBuilder()
			.setExitedAt(Timestamp.newBuilder().setSeconds(Long.MAX_VALUE))
			.build();

		assertThat(EventMapper.toPayload(any("containerd.events.TaskExit", exit.toByteString())))
			.isInstanceOf(UnknownEvent.class);
	}

	@Test
	void unknownTypeIsKept() {
		TypedValue value = TypedValue.json("example.com/Backup", "{}");

		EventPayload payload = EventMapper.toPayload(any(value.typeUrl(), ByteString.copyFromUtf8("{}")));

		assertThat(payload).isEqualTo(new UnknownEvent(value));
	}

	@Test
	void prefixOfATypeUrlDoesNotMatter() {
		ByteString bytes = io.github.containerd4j.proto.events.TaskOOM.newBuilder()
			.setContainerId("c1")
			.build()
			.toByteString();

		assertThat(EventMapper.toPayload(any("type.googleapis.com/containerd.events.TaskOOM", bytes)))
			.isEqualTo(new TaskOom("c1"));
	}

	@Test
	void envelopeBecomesALiveEvent() {
		Envelope envelope = Envelope.newBuilder()
			.setNamespace("ns")
			.setTopic("/tasks/oom")
			.setTimestamp(Timestamp.newBuilder().setSeconds(5).setNanos(7))
			.setEvent(EventMapper.toAny(new TaskOom("c1")))
			.build();

		assertThat(EventMapper.toEvent(envelope)).isEqualTo(new ContainerdEvent<>("ns", "/tasks/oom",
				Instant.ofEpochSecond(5, 7), new TaskOom("c1"), EventOrigin.LIVE));
	}

	@Test
	void envelopeWithATimeBeyondTheCalendarIsAccepted() {
		Envelope envelope = Envelope.newBuilder()
			.setTimestamp(Timestamp.newBuilder().setSeconds(Long.MAX_VALUE))
			.build();

		assertThat(EventMapper.toEvent(envelope).timestamp()).isEqualTo(Instant.MAX);
	}

	@Test
	void gapCannotBeSent() {
		EventGap gap = new EventGap(Reason.OVERFLOW, Instant.EPOCH, Instant.EPOCH, 1, "x");

		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> EventMapper.toAny(gap))
			.withMessageContaining("EventGap");
	}

	private static Any any(String url, ByteString bytes) {
		return Any.newBuilder().setTypeUrl(url).setValue(bytes).build();
	}

	private static DynamicMessage filled(Descriptor message) {
		DynamicMessage.Builder builder = DynamicMessage.newBuilder(message);
		for (FieldDescriptor field : message.getFields()) {
			if (field.isRepeated()) {
				builder.addRepeatedField(field, value(field));
			}
			else {
				builder.setField(field, value(field));
			}
		}
		return builder.build();
	}

	private static Object value(FieldDescriptor field) {
		return switch (field.getJavaType()) {
			case STRING -> "text-" + field.getName();
			case INT -> 100 + field.getNumber();
			case LONG -> 1000L + field.getNumber();
			case BOOLEAN -> true;
			case BYTE_STRING -> ByteString.copyFromUtf8("bytes");
			case MESSAGE -> filled(field.getMessageType());
			default -> throw new IllegalArgumentException(field.getFullName());
		};
	}

}

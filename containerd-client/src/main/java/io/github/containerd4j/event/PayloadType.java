package io.github.containerd4j.event;

import java.util.function.BiConsumer;
import java.util.function.Function;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;

/**
 * One kind of payload: the record and the message of the wire that belong together.
 *
 * @param <P> the record
 * @param <B> the builder of the message, which reads as well
 */
final class PayloadType<P extends EventPayload, B extends Message.Builder> {

	// Below it, our packages of messages are called as containerd's are.
	private static final String GENERATED = "io.github.containerd4j.proto.";

	private final Class<P> payload;

	private final String name;

	private final Message prototype;

	private final Function<B, P> reader;

	private final BiConsumer<P, B> writer;

	private PayloadType(Class<P> payload, Message prototype, Function<B, P> reader, BiConsumer<P, B> writer) {
		this.payload = payload;
		// The descriptor would tell as well, but the first one that is asked for makes
		// protobuf load 250 classes, for a tenth of a second of an application's start.
		this.name = "containerd." + prototype.getClass().getName().substring(GENERATED.length());
		this.prototype = prototype;
		this.reader = reader;
		this.writer = writer;
	}

	/**
	 * Joins a record and a message. The builder stands for the message, since its type is
	 * all that both functions need.
	 */
	static <P extends EventPayload, B extends Message.Builder> PayloadType<P, B> of(Class<P> payload, B builder,
			Function<B, P> reader, BiConsumer<P, B> writer) {
		return new PayloadType<>(payload, builder.getDefaultInstanceForType(), reader, writer);
	}

	Class<P> payload() {
		return this.payload;
	}

	/**
	 * The full name of the message, which is its type URL.
	 */
	String name() {
		return this.name;
	}

	P read(ByteString bytes) throws InvalidProtocolBufferException {
		B builder = newBuilder();
		builder.mergeFrom(bytes);
		return this.reader.apply(builder);
	}

	Any write(EventPayload payload) {
		B builder = newBuilder();
		this.writer.accept(this.payload.cast(payload), builder);
		return Any.newBuilder().setTypeUrl(this.name).setValue(builder.build().toByteString()).build();
	}

	@SuppressWarnings("unchecked")
	private B newBuilder() {
		return (B) this.prototype.newBuilderForType();
	}

}

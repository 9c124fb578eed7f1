package io.github.containerd4j.rpc;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

import com.google.protobuf.Any;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import com.google.protobuf.Timestamp;
import com.google.protobuf.UnsafeByteOperations;
import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import io.github.containerd4j.TypedValue;
import org.jspecify.annotations.Nullable;

/**
 * Between protobuf's well-known types and Java's.
 *
 * @since 0.1.0
 */
public final class Protos {

	// Go's zero time, 0001-01-01T00:00:00Z, which containerd sends for "not set".
	private static final long GO_ZERO_SECONDS = -62135596800L;

	private Protos() {
	}

	/**
	 * Reads a point in time.
	 * @param timestamp the timestamp
	 * @return the instant; {@code null} if it is not set or Go's zero time
	 */
	public static @Nullable Instant toInstant(Timestamp timestamp) {
		boolean unset = timestamp.getSeconds() == 0 && timestamp.getNanos() == 0;
		if (unset || timestamp.getSeconds() == GO_ZERO_SECONDS) {
			return null;
		}
		return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
	}

	/**
	 * Writes a point in time.
	 * @param instant the instant
	 * @return the timestamp
	 */
	public static Timestamp toTimestamp(Instant instant) {
		return Timestamp.newBuilder().setSeconds(instant.getEpochSecond()).setNanos(instant.getNano()).build();
	}

	/**
	 * Reads a typed value without copying its bytes.
	 * @param any the protobuf form
	 * @return the value; {@code null} if the message is empty
	 */
	public static @Nullable TypedValue toTypedValue(Any any) {
		if (any.getTypeUrl().isEmpty() && any.getValue().isEmpty()) {
			return null;
		}
		return TypedValue.wrap(any.getTypeUrl(), any.getValue().asReadOnlyByteBuffer());
	}

	/**
	 * Writes a typed value without copying its bytes.
	 * @param value the value
	 * @return the protobuf form, with the type URL as it is
	 */
	public static Any toAny(TypedValue value) {
		return Any.newBuilder()
			.setTypeUrl(value.typeUrl())
			.setValue(UnsafeByteOperations.unsafeWrap(value.bytes()))
			.build();
	}

	/**
	 * Writes a message as a typed value, under its full name without a prefix: containerd
	 * refuses the one that protobuf's own packing adds.
	 * @param message the message
	 * @return the value
	 */
	public static TypedValue pack(Message message) {
		return TypedValue.wrap(message.getDescriptorForType().getFullName(),
				message.toByteString().asReadOnlyByteBuffer());
	}

	/**
	 * Reads the message that a typed value holds, whatever its type URL says.
	 * @param <M> the type of the message
	 * @param value the value
	 * @param parser the message's parser
	 * @return the message
	 * @throws ContainerdException if the bytes are no such message
	 */
	public static <M> M unpack(TypedValue value, Parser<M> parser) {
		try {
			return parser.parseFrom(CodedInputStream.newInstance(value.bytes()));
		}
		catch (InvalidProtocolBufferException ex) {
			Failure failure = new Failure("decode", value.typeUrl(), null, null, ErrorCode.DATA_LOSS);
			throw new ContainerdException(failure.describe() + ": " + ex.getMessage(), failure, ex);
		}
	}

	/**
	 * Reads a map of typed values; empty ones are left out.
	 * @param values the protobuf form
	 * @return the values
	 */
	public static Map<String, TypedValue> toTypedValues(Map<String, Any> values) {
		if (values.isEmpty()) {
			return Map.of();
		}
		Map<String, TypedValue> result = new LinkedHashMap<>();
		values.forEach((key, any) -> {
			TypedValue value = toTypedValue(any);
			if (value != null) {
				result.put(key, value);
			}
		});
		return Map.copyOf(result);
	}

	/**
	 * Writes a map of typed values.
	 * @param values the values
	 * @return the protobuf form
	 */
	public static Map<String, Any> toAnys(Map<String, TypedValue> values) {
		Map<String, Any> result = new LinkedHashMap<>();
		values.forEach((key, value) -> result.put(key, toAny(value)));
		return result;
	}

	/**
	 * Reads a text for which protobuf knows no absence.
	 * @param value the protobuf form
	 * @return the text; {@code null} if it is empty
	 */
	public static @Nullable String emptyToNull(String value) {
		return value.isEmpty() ? null : value;
	}

	/**
	 * Writes a value unless it is absent.
	 * @param <T> the type of the value
	 * @param value the value
	 * @param setter the setter of the message's builder
	 */
	public static <T> void setIfPresent(@Nullable T value, Consumer<? super T> setter) {
		if (value != null) {
			setter.accept(value);
		}
	}

}

package io.github.containerd4j;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Bytes and the name of their type: containerd's {@code Any}. Specs, runtime options,
 * extensions and event payloads travel so. containerd's type URLs have no prefix before
 * the name; JSON payloads have URLs such as
 * {@code types.containerd.io/opencontainers/runtime-spec/1/Spec}.
 * <p>
 * Immutable. Two values are equal when type URL and bytes are.
 *
 * @since 0.1.0
 */
public final class TypedValue {

	/** The type URL of a container's runtime spec, JSON. */
	public static final String RUNTIME_SPEC = "types.containerd.io/opencontainers/runtime-spec/1/Spec";

	/** The type URL of a process of a runtime spec, JSON. */
	public static final String RUNTIME_PROCESS = "types.containerd.io/opencontainers/runtime-spec/1/Process";

	/** The type URL of a runtime spec's Linux resources, JSON. */
	public static final String LINUX_RESOURCES = "types.containerd.io/opencontainers/runtime-spec/1/LinuxResources";

	private final String typeUrl;

	private final ByteBuffer bytes;

	private TypedValue(String typeUrl, ByteBuffer bytes) {
		this.typeUrl = typeUrl;
		this.bytes = bytes;
	}

	/**
	 * Makes a value of a copy of the bytes.
	 * @param typeUrl the type URL
	 * @param bytes the bytes
	 * @return the value
	 */
	public static TypedValue of(String typeUrl, byte[] bytes) {
		return new TypedValue(typeUrl, ByteBuffer.wrap(bytes.clone()).asReadOnlyBuffer());
	}

	/**
	 * Makes a value of JSON text.
	 * @param typeUrl the type URL
	 * @param json the text; it is not parsed
	 * @return the value
	 */
	public static TypedValue json(String typeUrl, String json) {
		return new TypedValue(typeUrl, ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)).asReadOnlyBuffer());
	}

	/**
	 * Makes a value of the remaining bytes of a buffer, without copying them.
	 * @param typeUrl the type URL
	 * @param bytes the buffer; its content must not change afterwards
	 * @return the value
	 */
	public static TypedValue wrap(String typeUrl, ByteBuffer bytes) {
		return new TypedValue(typeUrl, bytes.slice().asReadOnlyBuffer());
	}

	/**
	 * The type URL as containerd sent it.
	 * @return the type URL
	 */
	public String typeUrl() {
		return this.typeUrl;
	}

	/**
	 * The full name of the protobuf message: what comes after the last slash of the type
	 * URL. Some clients write a prefix, containerd itself none.
	 * @return the message name
	 */
	public String messageName() {
		return this.typeUrl.substring(this.typeUrl.lastIndexOf('/') + 1);
	}

	/**
	 * The number of bytes.
	 * @return the size
	 */
	public int size() {
		return this.bytes.remaining();
	}

	/**
	 * The bytes as a read-only buffer of their own position.
	 * @return the buffer
	 */
	public ByteBuffer bytes() {
		return this.bytes.duplicate();
	}

	/**
	 * A copy of the bytes.
	 * @return the bytes
	 */
	public byte[] toByteArray() {
		byte[] copy = new byte[this.bytes.remaining()];
		this.bytes.get(this.bytes.position(), copy);
		return copy;
	}

	/**
	 * The bytes read as UTF-8, for JSON payloads. Malformed bytes are replaced.
	 * @return the text
	 */
	public String asText() {
		return StandardCharsets.UTF_8.decode(bytes()).toString();
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof TypedValue that && this.typeUrl.equals(that.typeUrl) && this.bytes.equals(that.bytes);
	}

	@Override
	public int hashCode() {
		return 31 * this.typeUrl.hashCode() + this.bytes.hashCode();
	}

	@Override
	public String toString() {
		return "TypedValue[" + this.typeUrl + ", " + size() + " bytes]";
	}

}

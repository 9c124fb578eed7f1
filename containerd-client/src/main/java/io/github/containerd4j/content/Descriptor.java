package io.github.containerd4j.content;

import java.util.Map;

import io.github.containerd4j.InvalidArgumentException;

/**
 * Points to content and says what it is. containerd's form of the OCI descriptor has
 * neither URLs nor a platform.
 *
 * @param mediaType the media type; empty if it is not known
 * @param digest the digest
 * @param size the size in bytes, 0 or more; an image needs more than 0
 * @param annotations the annotations
 * @since 0.1.0
 */
public record Descriptor(String mediaType, Digest digest, long size, Map<String, String> annotations) {

	/**
	 * Checks the size and copies the annotations.
	 * @param mediaType the media type
	 * @param digest the digest
	 * @param size the size in bytes
	 * @param annotations the annotations
	 * @throws InvalidArgumentException if the size is negative
	 */
	public Descriptor {
		if (size < 0) {
			throw InvalidArgumentException.of("descriptor size", Long.toString(size), "it must not be negative");
		}
		annotations = Map.copyOf(annotations);
	}

	/**
	 * A descriptor without annotations.
	 * @param mediaType the media type
	 * @param digest the digest
	 * @param size the size in bytes
	 * @return the descriptor
	 * @throws InvalidArgumentException if the size is negative
	 */
	public static Descriptor of(String mediaType, Digest digest, long size) {
		return new Descriptor(mediaType, digest, size, Map.of());
	}

	/**
	 * The descriptor of bytes, with their SHA-256 digest.
	 * @param mediaType the media type
	 * @param bytes the bytes
	 * @return the descriptor
	 */
	public static Descriptor of(String mediaType, byte[] bytes) {
		return of(mediaType, Digest.sha256(bytes), bytes.length);
	}

	/**
	 * A copy with other annotations.
	 * @param annotations the annotations
	 * @return the copy
	 */
	public Descriptor withAnnotations(Map<String, String> annotations) {
		return new Descriptor(this.mediaType, this.digest, this.size, annotations);
	}

}

package io.github.containerd4j.embedded;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A part of an image under the name of its digest.
 */
record Blob(String mediaType, byte[] content, String hash) {

	static Blob of(String mediaType, byte[] content) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			return new Blob(mediaType, content, HexFormat.of().formatHex(digest.digest(content)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every JDK has SHA-256", ex);
		}
	}

	static Blob of(String mediaType, String json) {
		return of(mediaType, json.getBytes(StandardCharsets.UTF_8));
	}

	String digest() {
		return "sha256:" + this.hash;
	}

	/**
	 * The members of a JSON object that refers to this blob.
	 * @return the members, without the braces
	 */
	String descriptor() {
		return "\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d".formatted(this.mediaType, digest(),
				this.content.length);
	}

}

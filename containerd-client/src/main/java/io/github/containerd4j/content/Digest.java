package io.github.containerd4j.content;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

import io.github.containerd4j.InvalidArgumentException;

/**
 * The name of content: an algorithm and the hash of the bytes, such as
 * {@code sha256:e3b0c442...}. The algorithms that containerd knows are {@code sha256},
 * {@code sha384} and {@code sha512}; the hash is in lower-case hexadecimal digits, 64, 96
 * or 128 of them.
 * <p>
 * Source: the digest grammar of the OCI image specification, {@code descriptor.md}.
 *
 * @param algorithm the algorithm
 * @param encoded the hash in lower-case hexadecimal digits
 * @since 0.1.0
 */
public record Digest(String algorithm, String encoded) {

	private static final Map<String, Integer> LENGTHS = Map.of("sha256", 64, "sha384", 96, "sha512", 128);

	/**
	 * Checks the digest.
	 * @param algorithm the algorithm
	 * @param encoded the hash
	 * @throws InvalidArgumentException if the algorithm is not known, or the hash has
	 * another length or other characters than the algorithm's
	 */
	public Digest {
		Integer length = LENGTHS.get(algorithm);
		if (length == null) {
			throw invalid(algorithm + ":" + encoded, "the algorithm must be sha256, sha384 or sha512");
		}
		if (encoded.length() != length || !encoded.chars().allMatch(Digest::isLowerHex)) {
			throw invalid(algorithm + ":" + encoded,
					algorithm + " has " + length + " lower-case hexadecimal digits after the colon");
		}
	}

	/**
	 * Reads a digest.
	 * @param text algorithm, colon and hash
	 * @return the digest
	 * @throws InvalidArgumentException if the text is no digest
	 */
	public static Digest parse(String text) {
		int colon = text.indexOf(':');
		if (colon < 0) {
			throw invalid(text, "expected ALGORITHM:HASH");
		}
		return new Digest(text.substring(0, colon), text.substring(colon + 1));
	}

	/**
	 * The SHA-256 digest of bytes.
	 * @param bytes the bytes
	 * @return the digest
	 */
	public static Digest sha256(byte[] bytes) {
		return new Digest("sha256", HexFormat.of().formatHex(newSha256().digest(bytes)));
	}

	/**
	 * The SHA-256 digest of a text in UTF-8.
	 * @param text the text
	 * @return the digest
	 */
	public static Digest sha256(String text) {
		return sha256(text.getBytes(StandardCharsets.UTF_8));
	}

	private static MessageDigest newSha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java platform has SHA-256", ex);
		}
	}

	private static boolean isLowerHex(int character) {
		return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'f');
	}

	private static InvalidArgumentException invalid(String text, String reason) {
		return InvalidArgumentException.of("digest", text, reason);
	}

	/**
	 * Algorithm, colon and hash: the form that {@link #parse(String)} reads.
	 */
	@Override
	public String toString() {
		return this.algorithm + ":" + this.encoded;
	}

}

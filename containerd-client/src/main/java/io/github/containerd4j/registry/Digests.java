package io.github.containerd4j.registry;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.content.Digest;

/**
 * Compares what a registry says with what it was asked for.
 */
final class Digests {

	private static final String HEADER = "Docker-Content-Digest";

	private Digests() {
	}

	/**
	 * The digest that a registry tells, if it tells one.
	 */
	static Optional<Digest> told(Answer answer, Target target) {
		Optional<String> value = answer.header(HEADER).map(String::strip).filter((text) -> !text.isEmpty());
		try {
			return value.map(Digest::parse);
		}
		catch (InvalidArgumentException ex) {
			throw target.integrity("tells a digest that is none");
		}
	}

	static void requireSame(Answer answer, Digest expected, Target target) {
		told(answer, target).ifPresent((told) -> requireSame(told, expected, target));
	}

	static void requireSame(Digest actual, Digest expected, Target target) {
		// Another algorithm may name the same content.
		if (actual.algorithm().equals(expected.algorithm()) && !actual.equals(expected)) {
			throw target.integrity("has " + actual + " instead of " + expected);
		}
	}

	/**
	 * The digest of bytes.
	 */
	static Digest of(String algorithm, byte[] bytes) {
		String name = switch (algorithm) {
			case "sha384" -> "SHA-384";
			case "sha512" -> "SHA-512";
			default -> "SHA-256";
		};
		try {
			return new Digest(algorithm, HexFormat.of().formatHex(MessageDigest.getInstance(name).digest(bytes)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("this Java platform lacks " + name, ex);
		}
	}

}

package io.github.containerd4j.benchmarks.images;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SplittableRandom;

import io.github.containerd4j.content.Digest;

/**
 * A file of random bytes with its digest.
 */
record Blob(Path file, Digest digest, long size) {

	private static final int BUFFER = 1 << 20;

	static Blob create(Path file, int mebibytes) throws IOException {
		SplittableRandom random = new SplittableRandom(mebibytes);
		byte[] buffer = new byte[BUFFER];
		try (OutputStream output = Files.newOutputStream(file)) {
			for (int i = 0; i < mebibytes; i++) {
				random.nextBytes(buffer);
				output.write(buffer);
			}
		}
		return new Blob(file, Digest.parse(hash(file)), (long) mebibytes * BUFFER);
	}

	static String hash(Path file) throws IOException {
		try (InputStream input = Files.newInputStream(file)) {
			return hash(input);
		}
	}

	static String hash(InputStream input) throws IOException {
		MessageDigest digest = sha256();
		byte[] buffer = new byte[BUFFER];
		for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
			digest.update(buffer, 0, count);
		}
		return "sha256:" + HexFormat.of().formatHex(digest.digest());
	}

	static void read(InputStream input) throws IOException {
		byte[] buffer = new byte[BUFFER];
		while (input.read(buffer) >= 0) {
			// Reading is all.
		}
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}

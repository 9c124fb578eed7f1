package io.github.containerd4j.build;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import io.github.containerd4j.content.Digest;

/**
 * Passes bytes on, and hashes and counts them.
 */
final class HashedOutput extends OutputStream {

	private final OutputStream out;

	private final MessageDigest hash = sha256();

	private long size;

	HashedOutput(OutputStream out) {
		this.out = out;
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java platform has SHA-256", ex);
		}
	}

	@Override
	public void write(int value) throws IOException {
		write(new byte[] { (byte) value });
	}

	@Override
	public void write(byte[] bytes, int offset, int length) throws IOException {
		this.hash.update(bytes, offset, length);
		this.size += length;
		this.out.write(bytes, offset, length);
	}

	/**
	 * The digest of all bytes. To be asked once, at the end.
	 */
	Digest digest() {
		return new Digest("sha256", HexFormat.of().formatHex(this.hash.digest()));
	}

	long size() {
		return this.size;
	}

}

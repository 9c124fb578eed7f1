package io.github.containerd4j.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes a tar archive whose bytes depend on its entries only: every time is zero, every
 * owner root. It knows just what an image needs, in place of a dependency that each user
 * of this module would get: plain ustar, names of up to 100 bytes.
 */
final class TarWriter implements AutoCloseable {

	private static final int BLOCK = 512;

	private static final int CHECKSUM_OFFSET = 148;

	private static final int CHECKSUM_LENGTH = 8;

	private final OutputStream out;

	TarWriter(OutputStream out) {
		this.out = out;
	}

	void directory(String name, int mode) throws IOException {
		header(name + "/", mode, 0, '5', "");
	}

	void file(String name, int mode, byte[] content) throws IOException {
		header(name, mode, content.length, '0', "");
		this.out.write(content);
		this.out.write(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
	}

	void symbolicLink(String name, String target) throws IOException {
		header(name, 0777, 0, '2', target);
	}

	private void header(String name, int mode, int size, char type, String linkTarget) throws IOException {
		byte[] header = new byte[BLOCK];
		put(header, 0, 100, name);
		put(header, 100, 8, "%07o".formatted(mode));
		put(header, 108, 8, "0000000");
		put(header, 116, 8, "0000000");
		put(header, 124, 12, "%011o".formatted(size));
		put(header, 136, 12, "00000000000");
		Arrays.fill(header, CHECKSUM_OFFSET, CHECKSUM_OFFSET + CHECKSUM_LENGTH, (byte) ' ');
		header[156] = (byte) type;
		put(header, 157, 100, linkTarget);
		put(header, 257, 8, "ustar\00000");
		int checksum = 0;
		for (byte value : header) {
			checksum += value & 0xff;
		}
		put(header, CHECKSUM_OFFSET, CHECKSUM_LENGTH, "%06o\0 ".formatted(checksum));
		this.out.write(header);
	}

	private static void put(byte[] header, int offset, int length, String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		if (bytes.length > length) {
			throw new IllegalArgumentException("'" + text + "' has more than the " + length + " bytes of its field");
		}
		System.arraycopy(bytes, 0, header, offset, bytes.length);
	}

	/**
	 * Ends the archive and leaves the stream open, which is the caller's.
	 */
	@Override
	public void close() throws IOException {
		this.out.write(new byte[2 * BLOCK]);
		this.out.flush();
	}

}

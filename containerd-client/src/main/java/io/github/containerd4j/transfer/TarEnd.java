package io.github.containerd4j.transfer;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Follows a tar archive from block to block to know where it ends: at two blocks of
 * zeros. Zeros inside of files do not count.
 * <p>
 * Source: the {@code ustar} and {@code pax} formats of POSIX.1-2008.
 */
final class TarEnd {

	private static final int BLOCK = 512;

	private static final int SIZE_OFFSET = 124;

	private static final int SIZE_LENGTH = 12;

	private static final int TYPE_OFFSET = 156;

	private static final Pattern PAX_SIZE = Pattern.compile("\\d+ size=(\\d+)\n");

	private final byte[] header = new byte[BLOCK];

	// What the extended header in front of an entry says, for files of 8 GiB and more.
	private final ByteArrayOutputStream extended = new ByteArrayOutputStream();

	private int headerFilled;

	private long dataLeft;

	private boolean inExtended;

	private int zeroBlocks;

	boolean isReached() {
		return this.zeroBlocks == 2;
	}

	void accept(ByteBuffer bytes) {
		while (bytes.hasRemaining() && !isReached()) {
			if (this.dataLeft > 0) {
				skip(bytes);
			}
			else {
				readHeader(bytes);
			}
		}
	}

	private void skip(ByteBuffer bytes) {
		int size = (int) Math.min(this.dataLeft, bytes.remaining());
		byte[] data = new byte[this.inExtended ? size : 0];
		bytes.duplicate().get(data);
		this.extended.writeBytes(data);
		bytes.position(bytes.position() + size);
		this.dataLeft -= size;
	}

	private void readHeader(ByteBuffer bytes) {
		int size = Math.min(BLOCK - this.headerFilled, bytes.remaining());
		bytes.get(this.header, this.headerFilled, size);
		this.headerFilled += size;
		if (this.headerFilled == BLOCK) {
			this.headerFilled = 0;
			startEntry();
		}
	}

	private void startEntry() {
		if (isZero()) {
			this.zeroBlocks++;
			return;
		}
		this.zeroBlocks = 0;
		long size = extendedSize();
		this.extended.reset();
		this.inExtended = this.header[TYPE_OFFSET] == 'x';
		size = (size >= 0 && !this.inExtended) ? size : headerSize();
		this.dataLeft = (size + BLOCK - 1) / BLOCK * BLOCK;
	}

	private boolean isZero() {
		for (byte value : this.header) {
			if (value != 0) {
				return false;
			}
		}
		return true;
	}

	private long extendedSize() {
		Matcher matcher = PAX_SIZE.matcher(this.extended.toString(StandardCharsets.UTF_8));
		return matcher.find() ? Long.parseLong(matcher.group(1)) : -1;
	}

	private long headerSize() {
		boolean binary = (this.header[SIZE_OFFSET] & 0x80) != 0;
		return binary ? ByteBuffer.wrap(this.header).getLong(SIZE_OFFSET + SIZE_LENGTH - Long.BYTES) : octalSize();
	}

	private long octalSize() {
		long size = 0;
		for (int i = SIZE_OFFSET; i < SIZE_OFFSET + SIZE_LENGTH; i++) {
			int digit = this.header[i] - '0';
			size = (digit >= 0 && digit < 8) ? size * 8 + digit : size;
		}
		return size;
	}

}

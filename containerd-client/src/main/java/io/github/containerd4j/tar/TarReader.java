package io.github.containerd4j.tar;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarUtils;
import org.apache.commons.compress.archivers.zip.ZipEncoding;
import org.apache.commons.compress.archivers.zip.ZipEncodingHelper;
import org.jspecify.annotations.Nullable;

/**
 * Reads the entries of a tar one after the other, in all dialects. Headers are decoded by
 * commons-compress; its stream is not used because it copies what is skipped, keeps long
 * names of any length in memory, and destroys names that are no UTF-8. Not safe for use
 * by many threads.
 *
 * @since 0.1.0
 */
public final class TarReader {

	static final int BLOCK = 512;

	// Enough for the longest path of Linux many times over.
	private static final int MAX_EXTENSION = 1024 * 1024;

	// A name has one character for each byte.
	private static final ZipEncoding BYTES = ZipEncodingHelper.getZipEncoding(StandardCharsets.ISO_8859_1.name());

	private final InputStream input;

	private final Function<String, ? extends RuntimeException> refusal;

	private final byte[] block = new byte[BLOCK];

	private long position;

	private long unread;

	private int padding;

	/**
	 * Begins to read a tar.
	 * @param input the tar, read in pieces that may be small; left open
	 * @param refusal makes the exception for a tar that is none, from what is wrong
	 */
	public TarReader(InputStream input, Function<String, ? extends RuntimeException> refusal) {
		this.input = input;
		this.refusal = refusal;
	}

	/**
	 * The next entry; what was left of the one before is skipped.
	 * @return the entry; {@code null} at the end of the archive
	 * @throws IOException if the stream fails
	 */
	public @Nullable TarEntry next() throws IOException {
		skip(this.unread + this.padding);
		this.unread = 0;
		this.padding = 0;
		Map<String, String> extended = new HashMap<>();
		while (true) {
			TarArchiveEntry header = header();
			if (header == null) {
				return null;
			}
			if (!readExtension(header, extended)) {
				return entry(header, extended);
			}
		}
	}

	private @Nullable TarArchiveEntry header() throws IOException {
		readFully(this.block, BLOCK);
		if (isZero()) {
			return null;
		}
		if (!isHeader()) {
			throw broken("it is no tar, or damaged: the checksum of a header is wrong");
		}
		try {
			return new TarArchiveEntry(this.block, BYTES, true);
		}
		catch (IllegalArgumentException ex) {
			throw broken("a header cannot be read: " + ex.getMessage());
		}
	}

	private boolean isHeader() {
		try {
			return TarUtils.verifyCheckSum(this.block);
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	private boolean isZero() {
		for (byte value : this.block) {
			if (value != 0) {
				return false;
			}
		}
		return true;
	}

	private boolean readExtension(TarArchiveEntry header, Map<String, String> extended) throws IOException {
		if (header.isGNULongNameEntry()) {
			extended.put("path", text(extension(header)));
		}
		else if (header.isGNULongLinkEntry()) {
			extended.put("linkpath", text(extension(header)));
		}
		else if (header.isPaxHeader()) {
			readRecords(extension(header), extended);
		}
		else if (header.isGlobalPaxHeader()) {
			// What may stand here for all entries, such as a comment, is of no use.
			extension(header);
		}
		else {
			return false;
		}
		return true;
	}

	private void readRecords(String records, Map<String, String> extended) {
		try {
			PaxRecords.read(records, extended);
		}
		catch (IllegalArgumentException ex) {
			throw broken("an extended header breaks the rules of pax");
		}
	}

	private String extension(TarArchiveEntry header) throws IOException {
		long size = header.getSize();
		if (size < 0 || size > MAX_EXTENSION) {
			throw broken("a header of " + size + " bytes is too long");
		}
		byte[] bytes = new byte[(int) size];
		readFully(bytes, bytes.length);
		skip(padding(size));
		return new String(bytes, StandardCharsets.ISO_8859_1);
	}

	private static String text(String bytes) {
		int end = bytes.indexOf('\0');
		return (end < 0) ? bytes : bytes.substring(0, end);
	}

	private TarEntry entry(TarArchiveEntry header, Map<String, String> extended) {
		try {
			TarEntry entry = TarHeader.entry(header, extended);
			this.unread = entry.size();
			this.padding = padding(this.unread);
			return entry;
		}
		catch (IllegalArgumentException ex) {
			throw broken(String.valueOf(ex.getMessage()));
		}
	}

	/**
	 * How many bytes of the archive were read or skipped.
	 * @return the number; after {@link #next()}, where the content of the entry begins
	 */
	public long position() {
		return this.position;
	}

	/**
	 * The bytes of the current entry.
	 * @return a stream that need not be closed
	 */
	public InputStream data() {
		return new Data();
	}

	private static int padding(long size) {
		return (int) ((BLOCK - size % BLOCK) % BLOCK);
	}

	private void readFully(byte[] target, int length) throws IOException {
		int count = this.input.readNBytes(target, 0, length);
		this.position += count;
		if (count < length) {
			throw truncated();
		}
	}

	private void skip(long count) throws IOException {
		try {
			this.input.skipNBytes(count);
			this.position += count;
		}
		catch (EOFException ex) {
			throw truncated();
		}
	}

	private RuntimeException truncated() {
		return broken(
				(this.position == 0) ? "it is empty" : "it is truncated: it ends after " + this.position + " bytes");
	}

	private RuntimeException broken(String reason) {
		return this.refusal.apply(reason);
	}

	private final class Data extends InputStream {

		@Override
		public int read() throws IOException {
			byte[] one = new byte[1];
			return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
		}

		@Override
		public int read(byte[] target, int offset, int length) throws IOException {
			if (length == 0) {
				return 0;
			}
			if (TarReader.this.unread == 0) {
				return -1;
			}
			int count = TarReader.this.input.read(target, offset, (int) Math.min(length, TarReader.this.unread));
			if (count < 0) {
				throw truncated();
			}
			TarReader.this.unread -= count;
			TarReader.this.position += count;
			return count;
		}

	}

}

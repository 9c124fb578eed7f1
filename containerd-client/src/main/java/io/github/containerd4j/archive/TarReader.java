package io.github.containerd4j.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import io.github.containerd4j.oci.ImageFormatException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.tar.TarUtils;
import org.apache.commons.compress.archivers.zip.ZipEncoding;
import org.apache.commons.compress.archivers.zip.ZipEncodingHelper;
import org.jspecify.annotations.Nullable;

/**
 * Reads the entries of a tar one after the other. Headers are decoded by
 * commons-compress; its stream is not used because it copies what is skipped, and keeps
 * long names of any length in memory.
 */
final class TarReader {

	static final int BLOCK = 512;

	// Enough for the longest path of Linux many times over.
	private static final int MAX_EXTENSION = 1024 * 1024;

	// An image has at most some hundred blobs.
	private static final int MAX_ENTRIES = 100_000;

	private static final ZipEncoding UTF_8 = ZipEncodingHelper.getZipEncoding(StandardCharsets.UTF_8.name());

	private final InputStream input;

	private final byte[] block = new byte[BLOCK];

	private long position;

	private long unread;

	private int padding;

	private int entries;

	TarReader(InputStream input) {
		this.input = input;
	}

	/**
	 * The next entry; what was left of the one before is skipped.
	 * @return the entry; {@code null} at the end of the archive
	 */
	@Nullable TarEntry next() throws IOException {
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
		if (++this.entries > MAX_ENTRIES) {
			throw broken("it has more than " + MAX_ENTRIES + " entries");
		}
		try {
			return new TarArchiveEntry(this.block, UTF_8, true);
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
			PaxRecords.read(extension(header), extended);
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

	private byte[] extension(TarArchiveEntry header) throws IOException {
		long size = header.getSize();
		if (size < 0 || size > MAX_EXTENSION) {
			throw broken("a header of " + size + " bytes is too long");
		}
		byte[] bytes = new byte[(int) size];
		readFully(bytes, bytes.length);
		skip(padding(size));
		return bytes;
	}

	private static String text(byte[] bytes) {
		String text = new String(bytes, StandardCharsets.UTF_8);
		int end = text.indexOf('\0');
		return (end < 0) ? text : text.substring(0, end);
	}

	private TarEntry entry(TarArchiveEntry header, Map<String, String> extended) {
		long size = size(header, extended);
		TarEntry.Kind kind = kind(header, extended);
		// Links may tell the size of what they lead to, but have no data.
		this.unread = (kind == TarEntry.Kind.LINK) ? 0 : size;
		this.padding = padding(this.unread);
		String path = ArchivePaths.clean(extended.getOrDefault("path", header.getName()));
		String target = "";
		if (kind == TarEntry.Kind.LINK) {
			target = extended.getOrDefault("linkpath", header.getLinkName());
			target = header.isLink() ? ArchivePaths.clean(target) : ArchivePaths.follow(path, target);
		}
		return new TarEntry(path, kind, this.position, this.unread, target);
	}

	private static long size(TarArchiveEntry header, Map<String, String> extended) {
		String text = extended.get("size");
		try {
			long size = (text != null) ? Long.parseLong(text) : header.getSize();
			if (size >= 0 && size < Long.MAX_VALUE - BLOCK) {
				return size;
			}
		}
		catch (NumberFormatException ex) {
			// Refused below.
		}
		throw broken("the size of entry \"" + header.getName() + "\" is no number");
	}

	private static TarEntry.Kind kind(TarArchiveEntry header, Map<String, String> extended) {
		if (header.isSymbolicLink() || header.isLink()) {
			return TarEntry.Kind.LINK;
		}
		boolean sparse = header.isSparse()
				|| extended.keySet().stream().anyMatch((key) -> key.startsWith("GNU.sparse"));
		boolean plain = header.getLinkFlag() == TarConstants.LF_NORMAL
				|| header.getLinkFlag() == TarConstants.LF_OLDNORM || header.getLinkFlag() == TarConstants.LF_CONTIG;
		boolean directory = header.isDirectory();
		return (plain && !sparse && !directory) ? TarEntry.Kind.FILE : TarEntry.Kind.OTHER;
	}

	/**
	 * How many bytes of the archive were read or skipped.
	 */
	long position() {
		return this.position;
	}

	/**
	 * The bytes of the current entry.
	 */
	InputStream data() {
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

	private ImageFormatException truncated() {
		return broken(
				(this.position == 0) ? "it is empty" : "it is truncated: it ends after " + this.position + " bytes");
	}

	private static ImageFormatException broken(String reason) {
		return ImageFormatException.of("image archive", null, reason);
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

package io.github.containerd4j.tar;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipEncoding;
import org.apache.commons.compress.archivers.zip.ZipEncodingHelper;

/**
 * Writes a tar whose bytes depend on the entries only: no names of users, no other times,
 * no numbers of processes. Not safe for use by many threads.
 *
 * @since 0.1.0
 */
public final class TarWriter {

	private static final int BLOCK = 512;

	private static final byte PAX_HEADER = 'x';

	private static final String PAX_PREFIX = "PaxHeaders/";

	// A name has one character for each byte.
	private static final ZipEncoding BYTES = ZipEncodingHelper.getZipEncoding(StandardCharsets.ISO_8859_1.name());

	private final OutputStream out;

	private final byte[] block = new byte[BLOCK];

	private long missing;

	private int padding;

	/**
	 * Begins a tar.
	 * @param out gets the bytes, in pieces that may be small; left open
	 */
	public TarWriter(OutputStream out) {
		this.out = out;
	}

	/**
	 * Begins an entry, whose content must follow with {@link #write}.
	 * @param entry the entry
	 * @throws IOException if the stream fails
	 */
	public void begin(TarEntry entry) throws IOException {
		requireComplete();
		String name = (entry.type() == TarEntry.Type.DIRECTORY) ? entry.name() + "/" : entry.name();
		String records = PaxRecords.of(entry, name);
		if (!records.isEmpty()) {
			writeRecords(name, records.getBytes(StandardCharsets.ISO_8859_1));
		}
		writeHeader(entry, name);
		expect(entry.size());
	}

	private void writeRecords(String name, byte[] records) throws IOException {
		TarArchiveEntry header = new TarArchiveEntry(PAX_PREFIX + name, PAX_HEADER, true);
		header.setMode(0644);
		header.setSize(records.length);
		// Otherwise it would be the time of this moment.
		header.setLastModifiedTime(FileTime.from(Instant.EPOCH));
		writeHeader(header);
		expect(records.length);
		write(records, 0, records.length);
		requireComplete();
	}

	private void writeHeader(TarEntry entry, String name) throws IOException {
		TarArchiveEntry header = new TarArchiveEntry(name, entry.type().flag(), true);
		header.setMode(entry.mode());
		header.setUserId(entry.owner().user());
		header.setGroupId(entry.owner().group());
		header.setSize(entry.size());
		header.setLastModifiedTime(FileTime.from(entry.modifiedAt().getEpochSecond(), TimeUnit.SECONDS));
		header.setLinkName(entry.link());
		header.setDevMajor(entry.deviceMajor());
		header.setDevMinor(entry.deviceMinor());
		writeHeader(header);
	}

	private void writeHeader(TarArchiveEntry header) throws IOException {
		header.setUserName("");
		header.setGroupName("");
		header.writeEntryHeader(this.block, BYTES, false);
		this.out.write(this.block);
	}

	private void expect(long size) {
		this.missing = size;
		this.padding = (int) ((BLOCK - size % BLOCK) % BLOCK);
	}

	/**
	 * Writes content of the entry.
	 * @param bytes the bytes
	 * @param offset the first of them
	 * @param length how many
	 * @throws IOException if the stream fails
	 */
	public void write(byte[] bytes, int offset, int length) throws IOException {
		if (length > this.missing) {
			throw new IllegalStateException("the content is longer than the entry said");
		}
		this.out.write(bytes, offset, length);
		this.missing -= length;
	}

	/**
	 * The content of the entry as a stream.
	 * @return a stream that need not be closed
	 */
	public OutputStream content() {
		return new OutputStream() {

			@Override
			public void write(int value) throws IOException {
				write(new byte[] { (byte) value }, 0, 1);
			}

			@Override
			public void write(byte[] bytes, int offset, int length) throws IOException {
				TarWriter.this.write(bytes, offset, length);
			}

		};
	}

	private void requireComplete() throws IOException {
		if (this.missing > 0) {
			throw new IllegalStateException("the content is shorter than the entry said");
		}
		writeZeros(this.padding);
		this.padding = 0;
	}

	/**
	 * Ends the tar and leaves the stream open, which is the caller's.
	 * @throws IOException if the stream fails
	 */
	public void finish() throws IOException {
		requireComplete();
		writeZeros(2 * BLOCK);
	}

	private void writeZeros(int count) throws IOException {
		if (count > 0) {
			this.out.write(new byte[count]);
		}
	}

}

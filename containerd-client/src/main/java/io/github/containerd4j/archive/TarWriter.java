package io.github.containerd4j.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipEncoding;
import org.apache.commons.compress.archivers.zip.ZipEncodingHelper;

/**
 * Writes the entries of a tar. Everything that says when and by whom is zero, so the same
 * input gives the same bytes. Headers are encoded by commons-compress; its stream is not
 * used because it writes blocks of 512 bytes.
 */
final class TarWriter {

	private static final ZipEncoding UTF_8 = ZipEncodingHelper.getZipEncoding(StandardCharsets.UTF_8.name());

	private static final int DIRECTORY_MODE = 0755;

	private static final int FILE_MODE = 0444;

	private final OutputStream output;

	TarWriter(OutputStream output) {
		this.output = output;
	}

	void directory(String path) throws IOException {
		TarArchiveEntry entry = new TarArchiveEntry(path, TarConstants.LF_DIR);
		entry.setMode(DIRECTORY_MODE);
		header(entry);
	}

	void file(String path, byte[] bytes) throws IOException {
		begin(path, bytes.length);
		this.output.write(bytes);
		end(bytes.length);
	}

	/**
	 * Begins a file; its bytes are to be written to the output, and then {@link #end}.
	 */
	void begin(String path, long size) throws IOException {
		TarArchiveEntry entry = new TarArchiveEntry(path, TarConstants.LF_NORMAL);
		entry.setMode(FILE_MODE);
		entry.setSize(size);
		header(entry);
	}

	private void header(TarArchiveEntry entry) throws IOException {
		entry.setModTime(0L);
		byte[] block = new byte[TarReader.BLOCK];
		// Sizes from 8 GiB on are written in binary, as GNU tar and Go read them.
		entry.writeEntryHeader(block, UTF_8, true);
		this.output.write(block);
	}

	void end(long size) throws IOException {
		int rest = (int) (size % TarReader.BLOCK);
		if (rest > 0) {
			this.output.write(new byte[TarReader.BLOCK - rest]);
		}
	}

	/**
	 * Writes the end of the archive.
	 */
	void finish() throws IOException {
		this.output.write(new byte[2 * TarReader.BLOCK]);
	}

}

package io.github.containerd4j.files;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;

import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.host.OpenFile;
import io.github.containerd4j.tar.TarEntry;
import io.github.containerd4j.tar.TarWriter;

/**
 * Writes a tree as a tar.
 */
final class TarTarget implements TreeTarget {

	private static final int BUFFER = 128 * 1024;

	private final OutputStream output;

	private final TarWriter tar;

	private final FileFailures failures;

	private final byte[] buffer = new byte[BUFFER];

	TarTarget(OutputStream output, FileFailures failures) {
		this.output = new BufferedOutputStream(new CallersOutput(output), BUFFER);
		this.tar = new TarWriter(this.output);
		this.failures = failures;
	}

	@Override
	public void add(TarEntry entry, Content content) throws IOException {
		this.tar.begin(entry);
		OpenFile file = content.file();
		if (file != null && entry.type() == TarEntry.Type.FILE) {
			write(file, entry);
		}
	}

	/**
	 * Writes as many bytes as the entry has said; a file may grow meanwhile.
	 */
	private void write(OpenFile file, TarEntry entry) throws IOException {
		try (InputStream input = Files.newInputStream(file.path())) {
			long left = entry.size();
			while (left > 0) {
				int count = input.read(this.buffer, 0, (int) Math.min(left, BUFFER));
				if (count < 0) {
					throw this.failures.of(ErrorCode.ABORTED,
							FileNames.text(FileNames.ofRaw(entry.name())) + " became shorter while it was read");
				}
				this.tar.write(this.buffer, 0, count);
				left -= count;
			}
		}
	}

	@Override
	public void finish() throws IOException {
		this.tar.finish();
		this.output.flush();
	}

	/**
	 * Tells failures of the caller's stream from those of files.
	 */
	private static final class CallersOutput extends FilterOutputStream {

		CallersOutput(OutputStream output) {
			super(output);
		}

		@Override
		public void write(byte[] bytes, int offset, int length) {
			try {
				this.out.write(bytes, offset, length);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		@Override
		public void flush() {
			try {
				this.out.flush();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}

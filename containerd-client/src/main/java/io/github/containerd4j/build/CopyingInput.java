package io.github.containerd4j.build;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Copies whatever is read or skipped, so that somebody else can look at a stream that is
 * being stored.
 */
final class CopyingInput extends InputStream {

	private final InputStream input;

	private final OutputStream copy;

	private boolean failed;

	CopyingInput(InputStream input, OutputStream copy) {
		this.input = input;
		this.copy = copy;
	}

	@Override
	public int read() throws IOException {
		byte[] single = new byte[1];
		return (read(single, 0, 1) < 0) ? -1 : single[0] & 0xff;
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		try {
			int count = this.input.read(bytes, offset, length);
			if (count > 0) {
				this.copy.write(bytes, offset, count);
			}
			return count;
		}
		catch (IOException ex) {
			this.failed = true;
			throw ex;
		}
	}

	/**
	 * Whether reading or copying has failed. If not, whoever complains dislikes what was
	 * read.
	 */
	boolean hasFailed() {
		return this.failed;
	}

	/**
	 * Reads to the end.
	 */
	void drain() throws IOException {
		transferTo(OutputStream.nullOutputStream());
	}

}

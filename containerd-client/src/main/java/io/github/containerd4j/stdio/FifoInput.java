package io.github.containerd4j.stdio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a FIFO on the caller's thread. The end is opened in the background, because the
 * shim does not come past its own open without it.
 */
final class FifoInput extends InputStream {

	private static final Logger logger = LoggerFactory.getLogger(FifoInput.class);

	// For each thread Java keeps memory as large as the largest portion.
	private static final int LARGEST_PORTION = 64 * 1024;

	private final FifoEnd fifo;

	private final CompletableFuture<FileChannel> channel;

	FifoInput(FifoEnd fifo, String thread) {
		this.fifo = fifo;
		this.channel = fifo.openInBackground(thread);
	}

	@Override
	public int read() throws IOException {
		byte[] single = new byte[1];
		return (read(single, 0, 1) < 0) ? -1 : Byte.toUnsignedInt(single[0]);
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		Objects.checkFromIndexSize(offset, length, bytes.length);
		if (length == 0) {
			return 0;
		}
		return Opened.get(this.channel).read(ByteBuffer.wrap(bytes, offset, Math.min(length, LARGEST_PORTION)));
	}

	void stop() {
		try {
			close();
		}
		catch (IOException ex) {
			logger.warn("Cannot close a FIFO", ex);
		}
	}

	@Override
	public void close() throws IOException {
		this.fifo.close();
	}

}

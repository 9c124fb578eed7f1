package io.github.containerd4j.stdio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a process its input from a stream.
 */
final class StdinPump implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(StdinPump.class);

	private static final int BUFFER = 64 * 1024;

	private final FifoEnd fifo;

	private final InputStream source;

	private final StdinEnd end;

	private volatile boolean stopped;

	private volatile @Nullable IOException failure;

	StdinPump(FifoEnd fifo, InputStream source, StdinEnd end) {
		this.fifo = fifo;
		this.source = source;
		this.end = end;
	}

	@Override
	public void run() {
		try {
			FileChannel channel = this.fifo.open();
			try {
				pump(channel);
			}
			finally {
				this.end.end(channel);
			}
		}
		catch (IOException ex) {
			logger.debug("The process takes no more input", ex);
		}
	}

	private void pump(FileChannel channel) throws IOException {
		byte[] buffer = new byte[Math.max(1, Math.min(BUFFER, available()))];
		int count = read(buffer);
		while (count >= 0) {
			if (count > 0) {
				this.end.write(channel, ByteBuffer.wrap(buffer, 0, count));
			}
			if (count == buffer.length && count < BUFFER) {
				buffer = new byte[BUFFER];
			}
			count = read(buffer);
		}
	}

	// Of short input no large buffer is made.
	private int available() {
		try {
			return this.source.available();
		}
		catch (IOException ex) {
			return 0;
		}
	}

	private int read(byte[] buffer) {
		try {
			return this.stopped ? -1 : this.source.read(buffer);
		}
		catch (IOException | RuntimeException ex) {
			if (!this.stopped) {
				this.failure = new IOException("the source of the input failed", ex);
			}
			return -1;
		}
	}

	@Nullable IOException failure() {
		return this.failure;
	}

	void stop() {
		this.stopped = true;
	}

}

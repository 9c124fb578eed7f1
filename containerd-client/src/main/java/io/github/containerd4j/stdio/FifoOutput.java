package io.github.containerd4j.stdio;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.CompletableFuture;

/**
 * Writes to the FIFO of standard input on the caller's thread.
 */
final class FifoOutput extends OutputStream {

	private static final int LARGEST_PORTION = 64 * 1024;

	private final CompletableFuture<FileChannel> channel;

	private final StdinEnd end;

	FifoOutput(FifoEnd fifo, String thread, StdinEnd end) {
		this.channel = fifo.openInBackground(thread);
		this.end = end;
	}

	@Override
	public void write(int single) throws IOException {
		write(new byte[] { (byte) single }, 0, 1);
	}

	@Override
	public void write(byte[] bytes, int offset, int length) throws IOException {
		FileChannel opened = Opened.get(this.channel);
		for (int position = 0; position < length; position += LARGEST_PORTION) {
			this.end.write(opened,
					ByteBuffer.wrap(bytes, offset + position, Math.min(length - position, LARGEST_PORTION)));
		}
	}

	@Override
	public void close() {
		// If the process is not there yet, its input ends as soon as it is.
		this.channel.thenAccept(this.end::end);
	}

}

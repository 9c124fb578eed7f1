package io.github.containerd4j.stdio;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes to a stream that belongs to somebody else.
 */
final class StreamSink implements Sink {

	private final OutputStream stream;

	StreamSink(OutputStream stream) {
		this.stream = stream;
	}

	@Override
	public void write(byte[] bytes, int length) throws IOException {
		this.stream.write(bytes, 0, length);
		this.stream.flush();
	}

	@Override
	public void end() {
		// Not ours to close, and all is flushed.
	}

}

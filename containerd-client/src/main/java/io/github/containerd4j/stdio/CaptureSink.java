package io.github.containerd4j.stdio;

import java.io.ByteArrayOutputStream;

/**
 * Keeps the first bytes of a stream and counts the others.
 */
final class CaptureSink implements Sink {

	private final int limit;

	private final ByteArrayOutputStream kept = new ByteArrayOutputStream(0);

	private long total;

	CaptureSink(int limit) {
		this.limit = limit;
	}

	@Override
	public synchronized void write(byte[] bytes, int length) {
		this.total += length;
		this.kept.write(bytes, 0, Math.min(length, this.limit - this.kept.size()));
	}

	@Override
	public void end() {
		// What is kept stays.
	}

	synchronized CapturedOutput.Part part() {
		return new CapturedOutput.Part(this.kept.toByteArray(), this.total);
	}

}

package io.github.containerd4j.stdio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Appends to a file.
 */
final class FileSink implements Sink {

	private final FileChannel file;

	FileSink(Path file) throws IOException {
		this.file = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
	}

	@Override
	public void write(byte[] bytes, int length) throws IOException {
		ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
		while (buffer.hasRemaining()) {
			this.file.write(buffer);
		}
	}

	@Override
	public void end() throws IOException {
		this.file.close();
	}

}

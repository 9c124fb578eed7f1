package io.github.containerd4j.stdio;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens the FIFOs of a process as containerd's runc shim does: outputs for writing, which
 * waits for a reader, and then for reading too; the input for both.
 */
final class FakeShim implements Closeable {

	private final List<FileChannel> held = new ArrayList<>();

	private final FileChannel out;

	private final FileChannel err;

	FakeShim(Stdio stdio) throws IOException {
		this.out = output(stdio.stdout());
		this.err = output(stdio.stderr());
	}

	private FileChannel output(String path) throws IOException {
		FileChannel writing = hold(FileChannel.open(Path.of(path), StandardOpenOption.WRITE));
		hold(FileChannel.open(Path.of(path), StandardOpenOption.READ));
		return writing;
	}

	private FileChannel hold(FileChannel channel) {
		this.held.add(channel);
		return channel;
	}

	/**
	 * Opens the input.
	 * @return the end to read from; {@code closeIo} closes the other
	 */
	static FileChannel[] input(Stdio stdio) throws IOException {
		Path path = Path.of(stdio.stdin());
		FileChannel both = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
		FileChannel reading = FileChannel.open(path, StandardOpenOption.READ);
		FileChannel writing = FileChannel.open(path, StandardOpenOption.WRITE);
		both.close();
		return new FileChannel[] { reading, writing };
	}

	void out(String text) throws IOException {
		write(this.out, text.getBytes(StandardCharsets.UTF_8));
	}

	void err(String text) throws IOException {
		write(this.err, text.getBytes(StandardCharsets.UTF_8));
	}

	void out(byte[] bytes) throws IOException {
		write(this.out, bytes);
	}

	private static void write(FileChannel channel, byte[] bytes) throws IOException {
		ByteBuffer buffer = ByteBuffer.wrap(bytes);
		while (buffer.hasRemaining()) {
			channel.write(buffer);
		}
	}

	@Override
	public void close() throws IOException {
		for (FileChannel channel : this.held) {
			channel.close();
		}
	}

}

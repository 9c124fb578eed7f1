package io.github.containerd4j.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.StandardOpenOption;
import java.util.List;

import io.github.containerd4j.host.OpenFile;
import io.github.containerd4j.host.SystemCallException;

/**
 * Copies contents of files.
 */
final class FileCopy {

	// Long enough to be fast, and short enough to notice an interrupt.
	private static final long STEP = 64L << 20;

	private static final int BUFFER = 128 * 1024;

	// What the kernel answers if it cannot copy between two files itself: EXDEV, EINVAL,
	// ENOSYS, EOPNOTSUPP, EPERM.
	private static final List<Integer> UNABLE = List.of(18, 22, 38, 95, 1);

	private final FileFailures failures;

	FileCopy(FileFailures failures) {
		this.failures = failures;
	}

	/**
	 * Copies a file to another one, both at their start, in the kernel if that can.
	 * @return how many bytes it has
	 */
	long copy(OpenFile source, OpenFile target) throws SystemCallException, IOException {
		long copied = 0;
		while (true) {
			requireNoInterrupt();
			long step = step(source, target, copied == 0);
			if (step <= 0) {
				break;
			}
			copied += step;
		}
		return (copied > 0) ? copied : transfer(source, target);
	}

	/**
	 * Copies some bytes.
	 * @return how many; 0 at the end, or if the kernel cannot
	 */
	private static long step(OpenFile source, OpenFile target, boolean first) throws SystemCallException {
		try {
			return source.copyTo(target, STEP);
		}
		catch (SystemCallException ex) {
			if (first && UNABLE.contains(ex.errno())) {
				return 0;
			}
			throw ex;
		}
	}

	/**
	 * Copies between two kinds of file systems, which the kernel can as well, but in
	 * another way.
	 */
	private long transfer(OpenFile source, OpenFile target) throws IOException {
		try (FileChannel input = FileChannel.open(source.path(), StandardOpenOption.READ);
				FileChannel output = FileChannel.open(target.path(), StandardOpenOption.WRITE)) {
			long copied = 0;
			for (long step = -1; step != 0; copied += step) {
				step = input.transferTo(copied, STEP, output);
			}
			// Files of procfs and the like have contents, and no size.
			return (copied > 0) ? copied : transfer(input, output);
		}
	}

	private static long transfer(FileChannel input, FileChannel output) throws IOException {
		ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
		long copied = 0;
		while (input.read(buffer) >= 0) {
			copied += buffer.position();
			write(buffer, output);
		}
		return copied;
	}

	private static void write(ByteBuffer buffer, WritableByteChannel output) throws IOException {
		buffer.flip();
		while (buffer.hasRemaining()) {
			output.write(buffer);
		}
		buffer.clear();
	}

	/**
	 * Copies a stream to its end, which is left open.
	 * @throws UncheckedIOException if the stream fails
	 */
	void copy(InputStream source, OpenFile target) throws IOException {
		byte[] bytes = new byte[BUFFER];
		try (FileChannel output = FileChannel.open(target.path(), StandardOpenOption.WRITE)) {
			for (int count = read(source, bytes); count >= 0; count = read(source, bytes)) {
				ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, count);
				while (buffer.hasRemaining()) {
					output.write(buffer);
				}
			}
		}
	}

	private static int read(InputStream source, byte[] bytes) {
		try {
			return source.read(bytes);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void requireNoInterrupt() {
		if (Thread.currentThread().isInterrupted()) {
			throw this.failures.interrupted(null);
		}
	}

}

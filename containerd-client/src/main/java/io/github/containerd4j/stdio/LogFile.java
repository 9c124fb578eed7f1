package io.github.containerd4j.stdio;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * One file of a log that is open for reading, whatever its name is by now.
 */
final class LogFile implements Closeable {

	private static final int BLOCK = 64 * 1024;

	private final FileChannel channel;

	private final Object key;

	private byte[] bytes = new byte[BLOCK];

	private int start;

	private int end;

	private LogFile(FileChannel channel, Object key) {
		this.channel = channel;
		this.key = key;
	}

	/**
	 * Opens a file.
	 * @return the file; {@code null} if another one took its name meanwhile
	 */
	static @Nullable LogFile open(Path path, Object key) throws IOException {
		LogFile file = new LogFile(FileChannel.open(path, StandardOpenOption.READ), key);
		try {
			if (key.equals(key(path))) {
				return file;
			}
		}
		catch (IOException ex) {
			file.close();
			throw ex;
		}
		file.close();
		return null;
	}

	/**
	 * What stays the same when a file is renamed.
	 */
	static Object key(Path path) throws IOException {
		return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
	}

	Object key() {
		return this.key;
	}

	/**
	 * Goes to where so many lines follow.
	 * @param lines the number of lines
	 * @return how many of them the file does not have
	 */
	int seekBack(int lines) throws IOException {
		long position = this.channel.size();
		long found = -1;
		ByteBuffer block = ByteBuffer.allocate(BLOCK);
		while (position > 0) {
			long from = Math.max(0, position - BLOCK);
			block.clear().limit((int) (position - from));
			readFully(block, from);
			for (int index = block.limit() - 1; index >= 0; index--) {
				if (block.get(index) == '\n') {
					found++;
					if (found == lines) {
						this.channel.position(from + index + 1);
						return 0;
					}
				}
			}
			position = from;
		}
		this.channel.position(0);
		return (int) (lines - (found + 1));
	}

	private void readFully(ByteBuffer block, long from) throws IOException {
		while (block.hasRemaining()) {
			if (this.channel.read(block, from + block.position()) < 0) {
				// It became shorter: what is missing has no lines.
				Arrays.fill(block.array(), block.position(), block.limit(), (byte) 0);
				return;
			}
		}
	}

	/**
	 * Reads a line.
	 * @return the line; {@code null} if there is no whole one yet
	 */
	byte @Nullable [] nextLine() throws IOException {
		int searched = this.start;
		while (true) {
			for (int index = searched; index < this.end; index++) {
				if (this.bytes[index] == '\n') {
					byte[] line = Arrays.copyOfRange(this.bytes, this.start, index);
					this.start = index + 1;
					return line;
				}
			}
			searched = this.end - this.start;
			makeRoom();
			int count = this.channel.read(ByteBuffer.wrap(this.bytes, this.end, this.bytes.length - this.end));
			if (count < 0) {
				return null;
			}
			this.end += count;
		}
	}

	private void makeRoom() {
		System.arraycopy(this.bytes, this.start, this.bytes, 0, this.end - this.start);
		this.end -= this.start;
		this.start = 0;
		if (this.end == this.bytes.length) {
			this.bytes = Arrays.copyOf(this.bytes, 2 * this.bytes.length);
		}
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

}

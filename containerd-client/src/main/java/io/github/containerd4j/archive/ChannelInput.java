package io.github.containerd4j.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A part of a file. The position of the channel stays as it is, so several parts can be
 * read side by side, and skipping costs nothing.
 */
final class ChannelInput extends InputStream {

	private final FileChannel channel;

	private final long end;

	private long position;

	ChannelInput(FileChannel channel, long offset, long size) {
		this.channel = channel;
		this.position = offset;
		this.end = offset + size;
	}

	@Override
	public int read() throws IOException {
		byte[] one = new byte[1];
		return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
	}

	@Override
	public int read(byte[] target, int offset, int length) throws IOException {
		int wanted = (int) Math.min(length, this.end - this.position);
		if (wanted == 0) {
			return (length == 0) ? 0 : -1;
		}
		int count = this.channel.read(ByteBuffer.wrap(target, offset, wanted), this.position);
		this.position += Math.max(0, count);
		return count;
	}

	@Override
	public long skip(long count) {
		long skipped = Math.max(0, Math.min(count, this.end - this.position));
		this.position += skipped;
		return skipped;
	}

}

package io.github.containerd4j.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.function.LongFunction;

import org.jspecify.annotations.Nullable;

/**
 * A blob at any position. Reading in order goes on in one stream; a jump over a little
 * skips in it, and a longer one, or one back, opens another.
 */
final class BlobChannel implements SeekableByteChannel {

	// A call costs about as much as this many bytes.
	private static final int WORTH_SKIPPING = 64 * 1024;

	private static final int BUFFER_SIZE = 64 * 1024;

	private final long size;

	private final LongFunction<InputStream> opener;

	private @Nullable InputStream stream;

	private long streamPosition;

	private long position;

	private boolean closed;

	BlobChannel(long size, LongFunction<InputStream> opener) {
		this.size = size;
		this.opener = opener;
	}

	@Override
	public int read(ByteBuffer target) throws IOException {
		requireOpen();
		if (!target.hasRemaining()) {
			return 0;
		}
		if (this.position >= this.size) {
			return -1;
		}
		int count = target.hasArray() ? readArray(stream(), target) : readCopy(stream(), target);
		if (count > 0) {
			this.position += count;
			this.streamPosition = this.position;
		}
		return count;
	}

	private static int readArray(InputStream input, ByteBuffer target) throws IOException {
		int count = input.read(target.array(), target.arrayOffset() + target.position(), target.remaining());
		if (count > 0) {
			target.position(target.position() + count);
		}
		return count;
	}

	private static int readCopy(InputStream input, ByteBuffer target) throws IOException {
		byte[] bytes = new byte[Math.min(target.remaining(), BUFFER_SIZE)];
		int count = input.read(bytes);
		if (count > 0) {
			target.put(bytes, 0, count);
		}
		return count;
	}

	private InputStream stream() throws IOException {
		long skip = this.position - this.streamPosition;
		if (this.stream == null || skip < 0 || skip > WORTH_SKIPPING) {
			closeStream();
			this.stream = this.opener.apply(this.position);
		}
		else {
			this.stream.skipNBytes(skip);
		}
		this.streamPosition = this.position;
		return this.stream;
	}

	@Override
	public long position() throws IOException {
		requireOpen();
		return this.position;
	}

	@Override
	public SeekableByteChannel position(long position) throws IOException {
		requireOpen();
		if (position < 0) {
			throw new IllegalArgumentException("the position must not be negative: " + position);
		}
		this.position = position;
		return this;
	}

	@Override
	public long size() throws IOException {
		requireOpen();
		return this.size;
	}

	@Override
	public int write(ByteBuffer source) {
		throw new NonWritableChannelException();
	}

	@Override
	public SeekableByteChannel truncate(long size) {
		throw new NonWritableChannelException();
	}

	@Override
	public boolean isOpen() {
		return !this.closed;
	}

	@Override
	public void close() throws IOException {
		this.closed = true;
		closeStream();
	}

	private void closeStream() throws IOException {
		if (this.stream != null) {
			this.stream.close();
			this.stream = null;
		}
	}

	private void requireOpen() throws ClosedChannelException {
		if (this.closed) {
			throw new ClosedChannelException();
		}
	}

}

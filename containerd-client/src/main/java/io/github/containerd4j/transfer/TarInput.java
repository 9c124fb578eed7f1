package io.github.containerd4j.transfer;

import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * The bytes of a tar archive, which end where the archive does.
 */
final class TarInput extends InputStream {

	private final WindowedInput input;

	private final TarEnd end = new TarEnd();

	private ByteBuffer current = ByteBuffer.allocate(0);

	private boolean closed;

	TarInput(WindowedInput input) {
		this.input = input;
	}

	@Override
	public int read() {
		byte[] single = new byte[1];
		return (read(single, 0, 1) < 0) ? -1 : single[0] & 0xff;
	}

	@Override
	public int read(byte[] bytes, int offset, int length) {
		if (length == 0) {
			return 0;
		}
		if (this.closed || !fill()) {
			return -1;
		}
		int size = Math.min(length, this.current.remaining());
		this.current.get(bytes, offset, size);
		return size;
	}

	private boolean fill() {
		while (!this.current.hasRemaining()) {
			ByteBuffer next = this.end.isReached() ? null : this.input.next();
			if (next == null) {
				return false;
			}
			this.end.accept(next.duplicate());
			this.current = next;
		}
		return true;
	}

	@Override
	public void close() {
		this.closed = true;
	}

}

package io.github.containerd4j.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;

import com.google.protobuf.ByteString;
import io.github.containerd4j.ResultStream;

/**
 * The chunks of a blob as a stream of bytes.
 */
final class BlobInputStream extends InputStream {

	private final ResultStream<ByteString> chunks;

	private ByteString chunk = ByteString.EMPTY;

	private int position;

	private boolean closed;

	/**
	 * Waits for the first chunk, so that a missing blob is found here and not when it is
	 * read.
	 */
	BlobInputStream(ResultStream<ByteString> chunks) {
		this.chunks = chunks;
		advance();
	}

	private boolean advance() {
		while (this.position == this.chunk.size()) {
			if (!this.chunks.hasNext()) {
				return false;
			}
			this.chunk = this.chunks.next();
			this.position = 0;
		}
		return true;
	}

	@Override
	public int read() throws IOException {
		requireOpen();
		return advance() ? this.chunk.byteAt(this.position++) & 0xff : -1;
	}

	@Override
	public int read(byte[] target, int offset, int length) throws IOException {
		Objects.checkFromIndexSize(offset, length, target.length);
		requireOpen();
		if (length == 0) {
			return 0;
		}
		if (!advance()) {
			return -1;
		}
		int count = Math.min(length, available());
		this.chunk.copyTo(target, this.position, offset, count);
		this.position += count;
		return count;
	}

	@Override
	public long transferTo(OutputStream target) throws IOException {
		requireOpen();
		long count = 0;
		while (advance()) {
			ByteString rest = this.chunk.substring(this.position);
			rest.writeTo(target);
			count += rest.size();
			this.position = this.chunk.size();
		}
		return count;
	}

	@Override
	public int available() {
		return this.chunk.size() - this.position;
	}

	@Override
	public void close() {
		this.closed = true;
		this.chunk = ByteString.EMPTY;
		this.position = 0;
		this.chunks.close();
	}

	// A closed stream must not look like the end of the blob.
	private void requireOpen() throws IOException {
		if (this.closed) {
			throw new IOException("the stream is closed");
		}
	}

}

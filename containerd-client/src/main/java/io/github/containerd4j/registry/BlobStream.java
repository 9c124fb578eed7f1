package io.github.containerd4j.registry;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

import io.github.containerd4j.CancelledException;
import io.github.containerd4j.ClientClosedException;
import io.github.containerd4j.ContainerdException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bytes of a blob from one host after the other, until all are there.
 */
final class BlobStream extends InputStream {

	private static final Logger logger = LoggerFactory.getLogger(BlobStream.class);

	private static final int SKIP_BUFFER = 64 * 1024;

	private final Wire wire;

	private final Attempts attempts;

	private final Iterator<BlobOrigin> origins;

	private final long size;

	private final HostFailures hostFailures = new HostFailures();

	private BlobOrigin origin;

	private long position;

	private int failures;

	private volatile @Nullable Answer answer;

	private volatile boolean closed;

	private BlobStream(Wire wire, List<BlobOrigin> origins, long offset) {
		this.wire = wire;
		this.attempts = new Attempts(wire);
		this.origins = origins.iterator();
		this.origin = this.origins.next();
		this.size = this.origin.blob().size();
		this.position = offset;
	}

	/**
	 * Opens a blob.
	 * @param wire sends requests
	 * @param origins where it may be, at least one
	 * @param offset the first byte wanted, less than the size
	 * @return the stream, with its first connection open
	 */
	static BlobStream open(Wire wire, List<BlobOrigin> origins, long offset) {
		BlobStream stream = new BlobStream(wire, origins, offset);
		stream.connect();
		return stream;
	}

	@Override
	public int read() throws IOException {
		byte[] single = new byte[1];
		return (read(single, 0, 1) < 0) ? -1 : single[0] & 0xff;
	}

	@Override
	public int read(byte[] target, int offset, int length) throws IOException {
		Objects.checkFromIndexSize(offset, length, target.length);
		if (length == 0) {
			return 0;
		}
		while (true) {
			requireOpen();
			try {
				int count = body().read(target, offset, length);
				if (count >= 0) {
					return advance(count);
				}
				if (this.position == this.size) {
					return -1;
				}
				throw new EOFException("the answer ends after " + this.position + " of " + this.size + " bytes");
			}
			catch (IOException ex) {
				recover(ex);
			}
		}
	}

	private int advance(int count) {
		if (count > this.size - this.position) {
			close();
			throw this.origin.target().integrity("sends more than the " + this.size + " bytes of the blob");
		}
		this.position += count;
		this.failures = 0;
		return count;
	}

	private ResponseBody body() {
		Answer current = this.answer;
		if (current == null) {
			current = connect();
		}
		return current.body();
	}

	/**
	 * The connection is lost: waits, and takes the next host if this one fails again and
	 * again.
	 */
	private void recover(IOException failure) {
		disconnect();
		requireOpen();
		TransientFailure lost = Attempts.asTransient(this.origin.target(), failure);
		this.failures++;
		try {
			this.attempts.waitOrThrow(this.origin.target(), this.failures, lost);
			logger.debug("Going on at byte {}: {}", this.position, lost.error().getMessage());
		}
		catch (CancelledException | ClientClosedException ex) {
			throw ex;
		}
		catch (ContainerdException ex) {
			nextOrThrow(ex);
		}
	}

	private Answer connect() {
		while (true) {
			BlobOrigin current = this.origin;
			try {
				Answer opened = this.attempts.run(current.target(), !this.origins.hasNext(),
						() -> openAt(current, this.position));
				this.answer = opened;
				if (this.closed) {
					disconnect();
					requireOpen();
				}
				return opened;
			}
			catch (CancelledException | ClientClosedException ex) {
				throw ex;
			}
			catch (ContainerdException ex) {
				nextOrThrow(ex);
			}
		}
	}

	private Answer openAt(BlobOrigin current, long offset) throws IOException, InterruptedException, TransientFailure {
		Answer opened = current.open(offset);
		try {
			skip(opened, BlobOrigin.surplus(opened, offset));
			return opened;
		}
		catch (IOException ex) {
			opened.close();
			throw ex;
		}
	}

	private void skip(Answer opened, long count) throws IOException {
		byte[] buffer = new byte[(int) Math.min(SKIP_BUFFER, count)];
		long left = count;
		while (left > 0) {
			requireOpen();
			int read = opened.body().read(buffer, 0, (int) Math.min(buffer.length, left));
			if (read < 0) {
				throw new EOFException("the answer ends before byte " + count);
			}
			left -= read;
		}
	}

	private void nextOrThrow(ContainerdException failure) {
		this.hostFailures.add(failure);
		if (!this.origins.hasNext()) {
			throw this.hostFailures.last();
		}
		this.origin = this.origins.next();
		this.failures = 0;
		logger.debug("Asking {} instead: {}", this.origin.target().host(), failure.getMessage());
	}

	private void requireOpen() {
		this.wire.requireOpen();
		if (this.closed) {
			throw this.origin.target().cancelled("the stream is closed", null);
		}
	}

	private void disconnect() {
		Answer current = this.answer;
		this.answer = null;
		if (current != null) {
			current.close();
		}
	}

	@Override
	public void close() {
		this.closed = true;
		// Not forgotten: the reader's thread does that, and may be using it.
		Answer current = this.answer;
		if (current != null) {
			current.close();
		}
	}

}

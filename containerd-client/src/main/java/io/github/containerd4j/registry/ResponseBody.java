package io.github.containerd4j.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * The bytes of an answer, as they arrive. The JDK's own stream asks for one buffer at a
 * time, and both threads wait for each other at each of them; this one asks for a window
 * ahead, and each read takes all that is there. Silence ends it, as does an interrupt of
 * the reader; either frees the connection.
 */
final class ResponseBody extends InputStream implements HttpResponse.BodySubscriber<ResponseBody> {

	// A buffer of java.net.http has 16 KiB, so this is 1 MiB.
	private static final int WINDOW = 64;

	private static final List<ByteBuffer> END = List.of();

	private final BlockingQueue<List<ByteBuffer>> arrived = new LinkedBlockingQueue<>();

	private final Duration stallTimeout;

	private Iterator<ByteBuffer> taken = END.iterator();

	private @Nullable ByteBuffer buffer;

	private int consumed;

	private boolean ended;

	private volatile Flow.@Nullable Subscription subscription;

	private volatile @Nullable Throwable failure;

	private volatile boolean closed;

	private volatile @Nullable Runnable closeAction;

	ResponseBody(Duration stallTimeout) {
		this.stallTimeout = stallTimeout;
	}

	/**
	 * What to do when it is read to its end or closed, which may have happened already;
	 * may be done twice.
	 */
	void onClose(Runnable action) {
		this.closeAction = action;
		if (this.closed) {
			action.run();
		}
	}

	@Override
	public CompletionStage<ResponseBody> getBody() {
		return CompletableFuture.completedStage(this);
	}

	@Override
	public void onSubscribe(Flow.Subscription subscription) {
		this.subscription = subscription;
		if (this.closed) {
			subscription.cancel();
		}
		else {
			subscription.request(WINDOW);
		}
	}

	@Override
	public void onNext(List<ByteBuffer> buffers) {
		if (!buffers.isEmpty()) {
			this.arrived.add(buffers);
		}
	}

	@Override
	public void onError(Throwable failure) {
		this.failure = failure;
		this.arrived.add(END);
	}

	@Override
	public void onComplete() {
		this.arrived.add(END);
	}

	@Override
	public int read() throws IOException {
		byte[] single = new byte[1];
		return (read(single, 0, 1) < 0) ? -1 : single[0] & 0xff;
	}

	@Override
	public int read(byte[] target, int offset, int length) throws IOException {
		Objects.checkFromIndexSize(offset, length, target.length);
		int count = 0;
		while (count < length && (count == 0 || hasMore())) {
			ByteBuffer next = current();
			if (next == null) {
				return (count > 0) ? count : -1;
			}
			int part = Math.min(length - count, next.remaining());
			next.get(target, offset + count, part);
			count += part;
		}
		return count;
	}

	private boolean hasMore() {
		ByteBuffer now = this.buffer;
		List<ByteBuffer> next = this.arrived.peek();
		return (now != null && now.hasRemaining()) || this.taken.hasNext() || (next != null && next != END);
	}

	private @Nullable ByteBuffer current() throws IOException {
		ByteBuffer now = this.buffer;
		while (now == null || !now.hasRemaining()) {
			if (!this.taken.hasNext() && !take()) {
				return null;
			}
			now = this.taken.next();
			this.buffer = now;
		}
		return now;
	}

	/**
	 * Takes what has arrived next; false at the end.
	 */
	private boolean take() throws IOException {
		if (this.closed) {
			throw new IOException("closed");
		}
		if (this.ended) {
			return false;
		}
		List<ByteBuffer> next = await();
		if (next == END) {
			finish();
			return false;
		}
		this.taken = next.iterator();
		acknowledge();
		return true;
	}

	private List<ByteBuffer> await() throws IOException {
		List<ByteBuffer> next = this.arrived.poll();
		// A reader that never has to wait is to notice an interrupt too.
		if (next != null && !Thread.currentThread().isInterrupted()) {
			return next;
		}
		try {
			next = this.arrived.poll(this.stallTimeout.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			close();
			Thread.currentThread().interrupt();
			throw new InterruptedIOException("interrupted");
		}
		if (next == null) {
			close();
			throw new StalledException("no bytes came", this.stallTimeout);
		}
		return next;
	}

	private void finish() throws IOException {
		if (this.closed) {
			throw new IOException("closed");
		}
		Throwable reason = this.failure;
		if (reason != null) {
			close();
			throw new IOException(String.valueOf(reason.getMessage()), reason);
		}
		this.ended = true;
		released();
	}

	private void released() {
		Runnable action = this.closeAction;
		if (action != null) {
			action.run();
		}
	}

	private void acknowledge() {
		this.consumed++;
		Flow.Subscription source = this.subscription;
		if (this.consumed >= WINDOW / 2 && source != null) {
			source.request(this.consumed);
			this.consumed = 0;
		}
	}

	/**
	 * Ends the connection unless all was read. May be called from any thread.
	 */
	@Override
	public void close() {
		if (this.closed) {
			return;
		}
		this.closed = true;
		Flow.Subscription source = this.subscription;
		if (source != null) {
			source.cancel();
		}
		// Wakes a reader, and lets go of what nobody will read.
		this.arrived.clear();
		this.arrived.add(END);
		released();
	}

}

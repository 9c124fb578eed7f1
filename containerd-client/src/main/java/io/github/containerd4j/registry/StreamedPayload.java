package io.github.containerd4j.registry;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;

import org.jspecify.annotations.Nullable;

/**
 * A body that is read while it is sent. The thread that waits for the answer reads the
 * source, so that no thread of java.net.http is blocked by it, and an interrupt reaches
 * it; it reads only as far as the connection takes bytes.
 */
final class StreamedPayload implements Payload, Flow.Publisher<ByteBuffer>, Flow.Subscription {

	private static final int CHUNK = 128 * 1024;

	private final InputStream source;

	private final long length;

	private final Duration stallTimeout;

	private final LongConsumer progress;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private Flow.@Nullable Subscriber<? super ByteBuffer> subscriber;

	private long demand;

	private boolean cancelled;

	/**
	 * Creates a body.
	 * @param source the bytes
	 * @param length how many of them
	 * @param stallTimeout how long the connection may take none
	 * @param progress told how many bytes were handed over
	 */
	StreamedPayload(InputStream source, long length, Duration stallTimeout, LongConsumer progress) {
		this.source = source;
		this.length = length;
		this.stallTimeout = stallTimeout;
		this.progress = progress;
	}

	@Override
	public BodyPublisher publisher() {
		return BodyPublishers.fromPublisher(this, this.length);
	}

	@Override
	public boolean isRepeatable() {
		return false;
	}

	@Override
	public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
		subscriber.onSubscribe(this);
		change(() -> this.subscriber = subscriber);
	}

	@Override
	public void request(long count) {
		change(() -> this.demand = (this.demand + count < 0) ? Long.MAX_VALUE : this.demand + count);
	}

	@Override
	public void cancel() {
		change(() -> this.cancelled = true);
	}

	private void change(Runnable action) {
		this.lock.lock();
		try {
			action.run();
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void pump(CompletableFuture<?> answer) throws IOException, InterruptedException {
		// An answer before the end of the body means that the rest is not wanted.
		answer.whenComplete((response, failure) -> cancel());
		long sent = 0;
		while (sent < this.length) {
			byte[] chunk = readFully(this.source, (int) Math.min(CHUNK, this.length - sent));
			Flow.Subscriber<? super ByteBuffer> target = awaitDemand();
			if (target == null) {
				return;
			}
			target.onNext(ByteBuffer.wrap(chunk));
			sent += chunk.length;
			this.progress.accept(sent);
			if (sent == this.length) {
				target.onComplete();
			}
		}
	}

	/**
	 * Reads exactly so many bytes.
	 * @throws BlobSourceException if they cannot be read
	 */
	static byte[] readFully(InputStream source, int count) throws BlobSourceException {
		try {
			byte[] chunk = source.readNBytes(count);
			if (chunk.length == count) {
				return chunk;
			}
		}
		catch (IOException ex) {
			throw new BlobSourceException("the source cannot be read", ex);
		}
		throw new BlobSourceException("the source has fewer bytes than the blob", null);
	}

	/**
	 * Waits until the connection takes more.
	 * @return who takes it; {@code null} if nobody does any more
	 */
	private Flow.@Nullable Subscriber<? super ByteBuffer> awaitDemand() throws IOException, InterruptedException {
		this.lock.lockInterruptibly();
		try {
			long left = this.stallTimeout.toNanos();
			while (!this.cancelled && (this.subscriber == null || this.demand == 0)) {
				if (left <= 0) {
					throw new StalledException("no bytes were taken", this.stallTimeout);
				}
				left = this.changed.awaitNanos(left);
			}
			this.demand--;
			return this.cancelled ? null : this.subscriber;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Our own side failed: sending again does not help.
	 */
	static final class BlobSourceException extends IOException {

		private static final long serialVersionUID = 1L;

		BlobSourceException(String message, @Nullable IOException cause) {
			super(message, cause);
		}

	}

}

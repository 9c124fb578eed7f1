package io.github.containerd4j.stdio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one FIFO to its end and passes the bytes on, on a thread of its own. When nobody
 * takes them any more they are dropped, so that the process is not blocked by a receiver
 * that failed.
 */
final class OutputPump implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(OutputPump.class);

	// Most processes say little; a FIFO holds 64 KiB.
	private static final int FIRST_BUFFER = 8 * 1024;

	private static final int BUFFER = 64 * 1024;

	// What a process wrote lies in two pipes of at most 1 MiB each
	// (/proc/sys/fs/pipe-max-size) and in the shim's buffer.
	private static final long MOST_IN_FLIGHT = 4 * 1024 * 1024;

	private final FifoEnd fifo;

	private final TeeSink sink;

	private final CountDownLatch done = new CountDownLatch(1);

	private volatile boolean atEnd;

	private volatile boolean inSink;

	private volatile long total;

	private volatile long lastStep = System.nanoTime();

	private volatile @Nullable IOException failure;

	OutputPump(FifoEnd fifo, TeeSink sink) {
		this.fifo = fifo;
		this.sink = sink;
	}

	@Override
	public void run() {
		try (FileChannel channel = this.fifo.open()) {
			pump(channel);
			this.atEnd = true;
		}
		catch (ClosedChannelException ex) {
			// Closed by us: nobody wants more.
		}
		catch (IOException ex) {
			this.failure = ex;
		}
		finally {
			end();
			this.done.countDown();
		}
	}

	private void pump(FileChannel channel) throws IOException {
		ByteBuffer buffer = ByteBuffer.allocate(FIRST_BUFFER);
		int count = channel.read(buffer);
		while (count >= 0) {
			this.lastStep = System.nanoTime();
			this.total += count;
			give(buffer.array(), count);
			if (count == FIRST_BUFFER && buffer.capacity() < BUFFER) {
				buffer = ByteBuffer.allocate(BUFFER);
			}
			buffer.clear();
			count = channel.read(buffer);
		}
	}

	private void give(byte[] bytes, int count) {
		this.inSink = true;
		this.sink.write(bytes, count);
		this.lastStep = System.nanoTime();
		this.inSink = false;
	}

	private void end() {
		this.inSink = true;
		try {
			this.sink.end();
		}
		catch (IOException ex) {
			this.failure = ex;
		}
	}

	@Nullable IOException failure() {
		return this.failure;
	}

	/**
	 * Waits, after the process has ended, for what it wrote.
	 * @param quiet see {@link ProcessStreams#awaitOutput(Duration)}
	 * @param exitedAt when the process was known to have ended
	 * @param totalAtExit how much had been read then
	 * @return whether the end of the stream was reached
	 */
	boolean await(Duration quiet, long exitedAt, long totalAtExit) throws InterruptedException {
		long remaining = quiet.toNanos();
		while (!this.done.await(Math.max(remaining, 1), TimeUnit.NANOSECONDS)) {
			long now = System.nanoTime();
			if (this.inSink) {
				remaining = quiet.toNanos();
			}
			else if (isOther(quiet, now - exitedAt, totalAtExit)) {
				return false;
			}
			else {
				remaining = quiet.toNanos() - (now - Math.max(exitedAt, this.lastStep));
				if (remaining <= 0) {
					return false;
				}
			}
		}
		return this.atEnd;
	}

	// Bytes beyond what can have been under way when the process ended come from others.
	private boolean isOther(Duration quiet, long sinceExit, long totalAtExit) {
		return sinceExit > quiet.toNanos() && this.total - totalAtExit > MOST_IN_FLIGHT;
	}

	long total() {
		return this.total;
	}

	/**
	 * Stops reading. What the sink has got is still passed on.
	 */
	void stop() {
		try {
			this.fifo.close();
		}
		catch (IOException ex) {
			logger.warn("Cannot close a FIFO", ex);
		}
	}

	boolean awaitStop(Duration limit) throws InterruptedException {
		return this.done.await(limit.toNanos(), TimeUnit.NANOSECONDS);
	}

}

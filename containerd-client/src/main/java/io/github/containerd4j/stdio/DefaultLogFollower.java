package io.github.containerd4j.stdio;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.github.containerd4j.CancelledException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a log until it is told to end.
 */
final class DefaultLogFollower implements LogFollower {

	private static final Logger logger = LoggerFactory.getLogger(DefaultLogFollower.class);

	private static final Duration LONG = Duration.ofDays(1);

	private static final long CLOSE_SECONDS = 2;

	private final JsonLogReader reader;

	private final Consumer<LogEntry> receiver;

	private final CountDownLatch done = new CountDownLatch(1);

	private volatile boolean finishing;

	private volatile boolean complete;

	private volatile @Nullable StreamThread thread;

	private DefaultLogFollower(JsonLogReader reader, Consumer<LogEntry> receiver) {
		this.reader = reader;
		this.receiver = receiver;
	}

	static LogFollower start(JsonLogReader reader, Consumer<LogEntry> receiver) {
		DefaultLogFollower follower = new DefaultLogFollower(reader, receiver);
		follower.thread = StreamThreads.start("log-" + reader.file().getFileName(), follower::run);
		return follower;
	}

	private void run() {
		try {
			while (!this.reader.isClosed()) {
				// Asked before reading, so that what is in the log then is read.
				boolean last = this.finishing;
				Optional<LogEntry> entry = last ? this.reader.next() : this.reader.next(LONG);
				if (last && entry.isEmpty()) {
					this.complete = !this.reader.isClosed();
					return;
				}
				entry.ifPresent(this.receiver);
			}
		}
		catch (UncheckedIOException | CancelledException ex) {
			logger.warn("Cannot follow the log {} any more", this.reader.file(), ex);
		}
		catch (RuntimeException ex) {
			logger.warn("The receiver of the log {} failed, which ends following it", this.reader.file(), ex);
		}
		finally {
			this.reader.close();
			this.done.countDown();
		}
	}

	@Override
	public boolean finish(Duration timeout) {
		this.finishing = true;
		this.reader.wake();
		try {
			if (!this.done.await(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
				close();
			}
			return this.complete;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			Failure failure = new Failure("follow", "log", this.reader.file().toString(), null, ErrorCode.CANCELLED);
			throw new CancelledException(failure.describe() + ": the waiting thread was interrupted", failure, ex);
		}
	}

	@Override
	public boolean isFollowing() {
		return this.done.getCount() > 0;
	}

	@Override
	public void close() {
		this.reader.close();
		StreamThread own = this.thread;
		if (own != null && own.isCurrent()) {
			return;
		}
		try {
			if (!this.done.await(CLOSE_SECONDS, TimeUnit.SECONDS)) {
				logger.debug("The receiver of the log {} is slow to return", this.reader.file());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}

package io.github.containerd4j.stdio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

import io.github.containerd4j.CancelledException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a log, entry by entry, on the caller's thread, while it is written. It holds the
 * file that it reads open and finds the one that follows, so nothing is lost or read
 * twice when the log is rotated; if files are deleted faster than they are read, reading
 * goes on with the oldest that is left. Broken lines are skipped.
 * <p>
 * For use by one thread; only {@link #close()} may be called by another.
 *
 * @since 0.1.0
 */
public final class JsonLogReader implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(JsonLogReader.class);

	private final Path file;

	private final LogQuery query;

	private final LogFiles files;

	private final LogWatch watch;

	private final Deque<LogFile> older = new ArrayDeque<>();

	private volatile @Nullable LogFile current;

	private volatile boolean closed;

	private volatile boolean woken;

	JsonLogReader(Path file, LogQuery query) throws IOException {
		this.file = file;
		this.query = query;
		this.files = new LogFiles(file);
		Path directory = file.getParent();
		this.watch = new LogWatch((directory != null) ? directory : file);
		open();
	}

	private void open() throws IOException {
		Deque<LogFile> newestFirst = this.files.openAll();
		Integer missing = this.query.tail();
		for (LogFile each : newestFirst) {
			if (missing != null && missing <= 0 && !this.older.isEmpty()) {
				each.close();
			}
			else {
				missing = (missing != null) ? each.seekBack(missing) : null;
				this.older.addFirst(each);
			}
		}
		this.current = this.older.pollFirst();
	}

	/**
	 * Reads an entry that is in the log already.
	 * @return the entry; empty at the end of the log as it is now, and when this is
	 * closed
	 * @throws UncheckedIOException if the log cannot be read
	 */
	public Optional<LogEntry> next() {
		try {
			LogEntry entry = read();
			while (entry != null && !this.query.matches(entry)) {
				entry = read();
			}
			return Optional.ofNullable(entry);
		}
		catch (ClosedByInterruptException ex) {
			close();
			throw interrupted(ex);
		}
		catch (ClosedChannelException ex) {
			return Optional.empty();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("cannot read the log " + this.file, ex);
		}
	}

	/**
	 * Reads an entry, and waits for it if there is none yet.
	 * @param timeout the longest time to wait
	 * @return the entry; empty if there is none by then, and when this is closed
	 * @throws UncheckedIOException if the log cannot be read
	 * @throws CancelledException if the thread is interrupted
	 */
	public Optional<LogEntry> next(Duration timeout) {
		long deadline = System.nanoTime() + timeout.toNanos();
		this.watch.begin();
		Optional<LogEntry> entry = next();
		while (entry.isEmpty() && !this.woken && !this.closed && deadline - System.nanoTime() > 0) {
			await(deadline - System.nanoTime());
			entry = next();
		}
		return entry;
	}

	private void await(long nanos) {
		try {
			// The directory of the log may have been made meanwhile.
			this.watch.begin();
			this.watch.await(nanos);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw interrupted(ex);
		}
	}

	private CancelledException interrupted(Exception cause) {
		Failure failure = new Failure("read", "log", this.file.toString(), null, ErrorCode.CANCELLED);
		return new CancelledException(failure.describe() + ": the reading thread was interrupted", failure, cause);
	}

	private @Nullable LogEntry read() throws IOException {
		while (!this.closed) {
			LogFile file = this.current;
			if (file == null && !openNext(null)) {
				return null;
			}
			byte[] line = (file != null) ? file.nextLine() : null;
			if (line == null && file != null) {
				LogFile next = next(file);
				if (next == null) {
					return null;
				}
				// What was written before the file was renamed.
				line = file.nextLine();
				if (line == null) {
					advance(file, next);
				}
				else {
					this.older.addFirst(next);
				}
			}
			LogEntry entry = (line != null) ? LogFormat.parse(new String(line, StandardCharsets.UTF_8)) : null;
			if (entry != null) {
				return entry;
			}
		}
		return null;
	}

	private @Nullable LogFile next(LogFile file) throws IOException {
		LogFile next = this.older.pollFirst();
		return (next != null) ? next : this.files.openAfter(file.key());
	}

	private boolean openNext(@Nullable Object key) throws IOException {
		LogFile next = this.files.openAfter(key);
		set(next);
		return next != null;
	}

	private void advance(LogFile read, LogFile next) throws IOException {
		set(next);
		read.close();
	}

	private void set(@Nullable LogFile next) throws IOException {
		this.current = next;
		if (this.closed && next != null) {
			next.close();
		}
	}

	Path file() {
		return this.file;
	}

	boolean isClosed() {
		return this.closed;
	}

	void wake() {
		this.woken = true;
		try {
			this.watch.wake();
		}
		catch (IOException ex) {
			logger.debug("Cannot stop watching {}", this.file, ex);
		}
	}

	/**
	 * Closes the files and ends a waiting that is under way. A second call does nothing.
	 */
	@Override
	public void close() {
		this.closed = true;
		try {
			this.watch.close();
			LogFile open = this.current;
			if (open != null) {
				open.close();
			}
			for (LogFile each : this.older) {
				each.close();
			}
		}
		catch (IOException ex) {
			logger.debug("Cannot close the log {}", this.file, ex);
		}
	}

}

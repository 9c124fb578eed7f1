package io.github.containerd4j.stdio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import io.github.containerd4j.InvalidArgumentException;

/**
 * A log of both output streams of a process as lines of JSON,
 * {@code {"log":"text\n","stream":"stdout","time":"2026-01-02T03:04:05.678Z"}}: the
 * format that Docker's and nerdctl's {@code json-file} drivers have, readable by their
 * tools. An immutable description of files; {@link Streams#log(JsonLog)} writes to them,
 * and {@link #read}, {@link #reader} and {@link #follow} read, in any process and at the
 * same time.
 * <p>
 * A line is written when it is whole, when it has 16 KiB, or when the stream ends. Bytes
 * that are no UTF-8 are replaced. When the file would become larger than its limit it is
 * renamed to {@code <file>.1}, that one to {@code <file>.2} and so on, and the oldest is
 * deleted. A log that exists is continued, so it goes on over restarts of this JVM and of
 * the process.
 * <p>
 * This JVM writes the log. If it dies, the process lives on until its output fills the
 * FIFO; {@link Streams#attach} with the same log continues both. What this JVM had read
 * and not yet written is lost, a portion of at most 64 KiB and the beginning of a line,
 * whose rest becomes a line of its own. When the disk is full, entries are dropped until
 * there is room again, and the process is not blocked.
 *
 * @since 0.1.0
 */
public final class JsonLog {

	/** The largest size of a file by default, in bytes: 10 MiB. */
	public static final long DEFAULT_MAX_SIZE = 10L * 1024 * 1024;

	/** The number of files by default. */
	public static final int DEFAULT_MAX_FILES = 3;

	private final Path file;

	private final long maxSize;

	private final int maxFiles;

	private JsonLog(Path file, long maxSize, int maxFiles) {
		this.file = file;
		this.maxSize = maxSize;
		this.maxFiles = maxFiles;
	}

	/**
	 * A log with the default limits.
	 * @param file the file that is written to; its directory is made if it is missing
	 * @return the log
	 */
	public static JsonLog at(Path file) {
		return new JsonLog(file.toAbsolutePath().normalize(), DEFAULT_MAX_SIZE, DEFAULT_MAX_FILES);
	}

	/**
	 * Changes how large a file becomes.
	 * @param bytes the largest size; {@link Long#MAX_VALUE} for no limit. An entry that
	 * is larger gets a file of its own
	 * @return a copy
	 * @throws InvalidArgumentException if it is not positive
	 */
	public JsonLog withMaxSize(long bytes) {
		if (bytes <= 0) {
			throw InvalidArgumentException.of("log size", String.valueOf(bytes), "it must be positive");
		}
		return new JsonLog(this.file, bytes, this.maxFiles);
	}

	/**
	 * Changes how many files there are.
	 * @param count the number of files, with the one that is written to
	 * @return a copy
	 * @throws InvalidArgumentException if it is not positive
	 */
	public JsonLog withMaxFiles(int count) {
		if (count <= 0) {
			throw InvalidArgumentException.of("number of log files", String.valueOf(count), "it must be positive");
		}
		return new JsonLog(this.file, this.maxSize, count);
	}

	/**
	 * The file that is written to.
	 * @return its absolute path
	 */
	public Path file() {
		return this.file;
	}

	/**
	 * How large a file becomes.
	 * @return the largest size in bytes
	 */
	public long maxSize() {
		return this.maxSize;
	}

	/**
	 * How many files there are.
	 * @return the number of files, with the one that is written to
	 */
	public int maxFiles() {
		return this.maxFiles;
	}

	/**
	 * Reads what is in the log now.
	 * @param query which entries
	 * @return the entries, the oldest first; none if there is no log. All are kept in
	 * memory; use a {@link #reader} where that is too much
	 * @throws UncheckedIOException if the log cannot be read
	 */
	public List<LogEntry> read(LogQuery query) {
		try (JsonLogReader reader = reader(query)) {
			List<LogEntry> entries = new ArrayList<>();
			Optional<LogEntry> entry = reader.next();
			while (entry.isPresent()) {
				entries.add(entry.get());
				entry = reader.next();
			}
			return entries;
		}
	}

	/**
	 * Opens the log for reading, also before it exists.
	 * @param query which entries
	 * @return the reader, to be closed
	 * @throws UncheckedIOException if the log cannot be read
	 */
	public JsonLogReader reader(LogQuery query) {
		try {
			return new JsonLogReader(this.file, query);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("cannot read the log " + this.file, ex);
		}
	}

	/**
	 * Reads the log and what is written to it from now on, on a thread of its own.
	 * @param query which entries
	 * @param receiver takes the entries, one after the other. A slow one blocks nobody:
	 * it may only fall so far behind that rotated files are deleted before they are read.
	 * When it throws, the exception is logged and following ends
	 * @return what ends it
	 * @throws UncheckedIOException if the log cannot be read
	 */
	public LogFollower follow(LogQuery query, Consumer<LogEntry> receiver) {
		return DefaultLogFollower.start(reader(query), receiver);
	}

	@Override
	public String toString() {
		return this.file.toString();
	}

}

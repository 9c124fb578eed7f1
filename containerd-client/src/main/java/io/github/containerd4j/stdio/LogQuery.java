package io.github.containerd4j.stdio;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

import io.github.containerd4j.InvalidArgumentException;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of a log are wanted.
 *
 * @param tail with how many entries before the end to begin; {@code null} for the
 * beginning. They are counted before the other conditions are looked at, as Docker does
 * @param since the earliest time; {@code null} for any
 * @param streams the streams, at least one
 * @since 0.1.0
 */
public record LogQuery(@Nullable Integer tail, @Nullable Instant since, Set<LogStream> streams) {

	private static final LogQuery ALL = new LogQuery(null, null, EnumSet.allOf(LogStream.class));

	/**
	 * Checks and copies.
	 * @param tail with how many entries before the end to begin
	 * @param since the earliest time
	 * @param streams the streams
	 * @throws InvalidArgumentException if the number is negative or there is no stream
	 */
	public LogQuery {
		if (tail != null && tail < 0) {
			throw InvalidArgumentException.of("tail", tail.toString(), "it must not be negative");
		}
		if (streams.isEmpty()) {
			throw InvalidArgumentException.of("streams", null, "there must be one");
		}
		streams = Set.copyOf(streams);
	}

	/**
	 * Everything that is in the log.
	 * @return the query
	 */
	public static LogQuery all() {
		return ALL;
	}

	/**
	 * Begins near the end.
	 * @param entries how many entries before the end; 0 for only what comes from now on
	 * @return a copy
	 * @throws InvalidArgumentException if the number is negative
	 */
	public LogQuery withTail(int entries) {
		return new LogQuery(entries, this.since, this.streams);
	}

	/**
	 * Begins at a time.
	 * @param time the earliest time
	 * @return a copy
	 */
	public LogQuery withSince(Instant time) {
		return new LogQuery(this.tail, time, this.streams);
	}

	/**
	 * Takes one stream only.
	 * @param stream the stream
	 * @return a copy
	 */
	public LogQuery withStream(LogStream stream) {
		return new LogQuery(this.tail, this.since, Set.of(stream));
	}

	boolean matches(LogEntry entry) {
		return this.streams.contains(entry.stream()) && (this.since == null || !entry.time().isBefore(this.since));
	}

}

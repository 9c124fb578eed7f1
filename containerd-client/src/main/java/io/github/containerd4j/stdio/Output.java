package io.github.containerd4j.stdio;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

import io.github.containerd4j.InvalidArgumentException;

/**
 * Where one output stream of a process goes. An immutable description.
 * <p>
 * Bytes are passed on as they come, unchanged, on one thread for each stream of a
 * process. A receiver that is slow blocks the process, as a full pipe does, and nothing
 * piles up in memory. A receiver that fails gets no more; the rest is read and dropped,
 * and {@link ProcessStreams#awaitOutput()} tells the failure.
 *
 * @since 0.1.0
 */
public abstract sealed class Output permits Output.Discarded, Output.Piped, Output.Captured, Output.Received {

	/** How much of a stream is captured by default, in bytes: 16 MiB. */
	public static final long DEFAULT_CAPTURE = 16L * 1024 * 1024;

	Output() {
	}

	/**
	 * Output that nobody wants: {@code /dev/null}. The process is never blocked.
	 * @return the output
	 */
	public static Output discard() {
		return Discarded.INSTANCE;
	}

	/**
	 * Output that the caller reads from {@link ProcessStreams#stdout()} or
	 * {@link ProcessStreams#stderr()}. It must be read, or the process is blocked when
	 * about 64 KiB wait.
	 * @return the output
	 */
	public static Output piped() {
		return Piped.INSTANCE;
	}

	/**
	 * Output that is kept in memory, at most {@link #DEFAULT_CAPTURE} bytes.
	 * @return the output
	 */
	public static Output capture() {
		return capture(DEFAULT_CAPTURE);
	}

	/**
	 * Output that is kept in memory for {@link ProcessStreams#captured()}.
	 * @param limit the number of bytes to keep; what comes after them is counted and
	 * dropped, and the process goes on
	 * @return the output
	 * @throws InvalidArgumentException if the limit is negative or larger than an array
	 */
	public static Output capture(long limit) {
		if (limit < 0 || limit > Integer.MAX_VALUE - 8) {
			throw InvalidArgumentException.of("capture limit", String.valueOf(limit),
					"it must be from 0 to " + (Integer.MAX_VALUE - 8));
		}
		return new Captured((int) limit);
	}

	/**
	 * Output that is written to a stream, which is flushed after each portion and never
	 * closed.
	 * @param stream the stream; if several processes or both outputs share it, it must be
	 * safe for use by many threads
	 * @return the output
	 */
	public static Output to(OutputStream stream) {
		return new Received((name) -> new StreamSink(stream));
	}

	/**
	 * Output that goes where this JVM's goes ({@link System#out}).
	 * @return the output
	 */
	public static Output inherit() {
		return new Received((stream) -> new StreamSink(System.out));
	}

	/**
	 * Output that goes where this JVM's errors go ({@link System#err}).
	 * @return the output
	 */
	public static Output inheritError() {
		return new Received((stream) -> new StreamSink(System.err));
	}

	/**
	 * Output that is appended to a file, which is made if it is missing and closed after
	 * the last byte. Written by this JVM; see {@link Streams#log(java.net.URI)} for a
	 * file that goes on without it.
	 * @param file the file
	 * @return the output
	 */
	public static Output file(Path file) {
		return new Received((stream) -> new FileSink(file));
	}

	/**
	 * Output as lines of UTF-8 without their ends ({@code \n} or {@code \r\n}). A line
	 * longer than 64 KiB comes in pieces. What comes after the last line end is given at
	 * the end of the stream.
	 * @param receiver takes the lines, one after the other; while it does, the process
	 * may be blocked
	 * @return the output
	 */
	public static Output lines(Consumer<String> receiver) {
		return new Received((stream) -> new LineSink(receiver));
	}

	/**
	 * Output that is written to a log of JSON lines. Both streams of a process may have
	 * the same log.
	 * @param log the log
	 * @return the output
	 */
	public static Output log(JsonLog log) {
		return new Received((stream) -> new JsonLogSink(log, stream));
	}

	/**
	 * Output that goes to several receivers, each of which gets all. One that fails gets
	 * no more; the others go on.
	 * @param outputs the receivers; neither piped nor captured
	 * @return the output
	 * @throws InvalidArgumentException if there are none, or if one is piped or captured
	 */
	public static Output tee(Output... outputs) {
		List<Received> receivers = Arrays.stream(outputs)
			.filter((output) -> output != Discarded.INSTANCE)
			.map(Output::received)
			.toList();
		if (outputs.length == 0) {
			throw InvalidArgumentException.of("output", null, "a tee needs receivers");
		}
		return new Received((stream) -> TeeSink.open(receivers, stream));
	}

	static Received received(Output output) {
		if (output instanceof Received received) {
			return received;
		}
		throw InvalidArgumentException.of("output", null, "what is piped or captured cannot be part of a tee");
	}

	/**
	 * Goes nowhere.
	 */
	static final class Discarded extends Output {

		static final Output INSTANCE = new Discarded();

	}

	/**
	 * Is read by the caller.
	 */
	static final class Piped extends Output {

		static final Output INSTANCE = new Piped();

	}

	/**
	 * Is kept.
	 */
	static final class Captured extends Output {

		private final int limit;

		Captured(int limit) {
			this.limit = limit;
		}

		int limit() {
			return this.limit;
		}

	}

	/**
	 * Is given to a sink, which is made for each process.
	 */
	static final class Received extends Output {

		private final Opener opener;

		Received(Opener opener) {
			this.opener = opener;
		}

		Sink open(LogStream stream) throws IOException {
			return this.opener.open(stream);
		}

	}

	/**
	 * Makes a sink.
	 */
	@FunctionalInterface
	interface Opener {

		Sink open(LogStream stream) throws IOException;

	}

}

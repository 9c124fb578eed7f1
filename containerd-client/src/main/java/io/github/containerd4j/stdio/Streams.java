package io.github.containerd4j.stdio;

import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.host.FifoDirectory;
import org.jspecify.annotations.Nullable;

/**
 * Where the standard streams of a process lead. An immutable description; each process
 * gets its own {@linkplain #open live streams} from it.
 * <p>
 * Whatever is not none and not a log of the daemon goes through FIFOs that this JVM reads
 * and writes. They need the daemon on the same host. If this JVM dies, a process lives
 * on, keeps what it wrote in the FIFO, and is blocked when that is full (64 KiB), until
 * somebody {@linkplain #attach attaches} to it again; nothing but what this JVM had read
 * and not yet passed on is lost. A process that must not depend on this JVM should have
 * its output discarded or sent to a {@linkplain #log log of the daemon}.
 *
 * @since 0.1.0
 */
public final class Streams {

	/** How long after the end of a process its output may stay quiet by default. */
	public static final Duration DEFAULT_DRAIN = Duration.ofSeconds(5);

	private static final Streams NONE = new Streams(
			new Options(Input.none(), Output.discard(), Output.discard(), null, null, DEFAULT_DRAIN, null));

	private final Options options;

	private Streams(Options options) {
		this.options = options;
	}

	/**
	 * No streams: all are {@code /dev/null}. Costs neither FIFOs nor threads.
	 * @return the streams
	 */
	public static Streams none() {
		return NONE;
	}

	/**
	 * Output goes where it is told, there is no input.
	 * @param stdout standard output
	 * @param stderr standard error
	 * @return the streams
	 */
	public static Streams of(Output stdout, Output stderr) {
		return NONE.withStdout(stdout).withStderr(stderr);
	}

	/**
	 * Output is kept in memory, the first {@link Output#DEFAULT_CAPTURE} bytes of each
	 * stream.
	 * @return the streams
	 */
	public static Streams capture() {
		return of(Output.capture(), Output.capture());
	}

	/**
	 * Output is kept in memory.
	 * @param limit the number of bytes to keep of each stream
	 * @return the streams
	 * @throws InvalidArgumentException if the limit is negative or larger than an array
	 */
	public static Streams capture(long limit) {
		return of(Output.capture(limit), Output.capture(limit));
	}

	/**
	 * Output is written to streams, which are never closed.
	 * @param stdout takes standard output
	 * @param stderr takes standard error
	 * @return the streams
	 */
	public static Streams to(OutputStream stdout, OutputStream stderr) {
		return of(Output.to(stdout), Output.to(stderr));
	}

	/**
	 * Output is appended to files.
	 * @param stdout takes standard output
	 * @param stderr takes standard error; another file
	 * @return the streams
	 */
	public static Streams files(Path stdout, Path stderr) {
		return of(Output.file(stdout), Output.file(stderr));
	}

	/**
	 * Output is given line by line, see {@link Output#lines}. The two receivers are
	 * called on two threads.
	 * @param stdout takes standard output
	 * @param stderr takes standard error
	 * @return the streams
	 */
	public static Streams lines(Consumer<String> stdout, Consumer<String> stderr) {
		return of(Output.lines(stdout), Output.lines(stderr));
	}

	/**
	 * Output goes where this JVM's goes. There is no input.
	 * @return the streams
	 */
	public static Streams inherit() {
		return of(Output.inherit(), Output.inheritError());
	}

	/**
	 * All three streams are for the caller to use, see {@link ProcessStreams#stdin()},
	 * {@link ProcessStreams#stdout()} and {@link ProcessStreams#stderr()}.
	 * @return the streams
	 */
	public static Streams piped() {
		return of(Output.piped(), Output.piped()).withStdin(Input.piped());
	}

	/**
	 * A terminal whose input and output are for the caller to use.
	 * @param columns the number of columns
	 * @param rows the number of rows
	 * @return the streams
	 */
	public static Streams terminal(int columns, int rows) {
		return piped().withTerminal(columns, rows);
	}

	/**
	 * Output goes to a log of the daemon's host, which needs nobody who reads: the shim
	 * appends it to a file, or starts a logging program and gives it the streams. It goes
	 * on when this JVM ends, and is what to use for that; the shim may lose the last
	 * lines of a task that is deleted as soon as it has ended.
	 * @param uri {@code file:///path} or {@code binary:///path?key=value}
	 * @return the streams
	 * @throws InvalidArgumentException if the URI is of another kind
	 */
	public static Streams log(URI uri) {
		if (!Set.of("file", "binary").contains(String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT))
				|| uri.getPath() == null || !uri.getPath().startsWith("/")) {
			throw InvalidArgumentException.of("log URI", uri.toString(),
					"it must be file:///path or binary:///path?key=value");
		}
		return new Streams(
				new Options(Input.none(), Output.discard(), Output.discard(), uri, null, DEFAULT_DRAIN, null));
	}

	/**
	 * Output goes to a log of JSON lines, both streams to the same.
	 * @param log the log, written by this JVM
	 * @return the streams
	 */
	public static Streams log(JsonLog log) {
		return of(Output.log(log), Output.log(log));
	}

	/**
	 * Changes the input.
	 * @param input the input
	 * @return a copy
	 * @throws InvalidArgumentException if output goes to a log of the daemon
	 */
	public Streams withStdin(Input input) {
		return copy(new Options(input, this.options.stdout, this.options.stderr, this.options.log, this.options.size,
				this.options.drain, this.options.directory));
	}

	/**
	 * Changes standard output.
	 * @param output the output
	 * @return a copy
	 * @throws InvalidArgumentException if output goes to a log of the daemon
	 */
	public Streams withStdout(Output output) {
		return copy(new Options(this.options.stdin, output, this.options.stderr, this.options.log, this.options.size,
				this.options.drain, this.options.directory));
	}

	/**
	 * Changes standard error.
	 * @param output the output; without a meaning in a terminal
	 * @return a copy
	 * @throws InvalidArgumentException if output goes to a log of the daemon
	 */
	public Streams withStderr(Output output) {
		return copy(new Options(this.options.stdin, this.options.stdout, output, this.options.log, this.options.size,
				this.options.drain, this.options.directory));
	}

	/**
	 * Gives the process a terminal: everything it shows is standard output, its lines end
	 * with {@code \r\n}, and input is echoed.
	 * @param columns the number of columns, from 1 to 65535
	 * @param rows the number of rows, from 1 to 65535
	 * @return a copy
	 * @throws InvalidArgumentException if the size is out of range, or if output goes to
	 * a log of the daemon
	 */
	public Streams withTerminal(int columns, int rows) {
		return copy(new Options(this.options.stdin, this.options.stdout, this.options.stderr, this.options.log,
				new TerminalSize(columns, rows), this.options.drain, this.options.directory));
	}

	/**
	 * Changes how long output may stay quiet after the end of the process before it is
	 * given up, because a child keeps the stream open; {@link #DEFAULT_DRAIN} by default.
	 * @param drain the time, positive; see {@link ProcessStreams#awaitOutput(Duration)}
	 * @return a copy
	 * @throws InvalidArgumentException if the time is not positive
	 */
	public Streams withDrain(Duration drain) {
		return copy(new Options(this.options.stdin, this.options.stdout, this.options.stderr, this.options.log,
				this.options.size, drain, this.options.directory));
	}

	/**
	 * Changes where FIFOs are made; {@link FifoDirectory#defaultParent()} by default.
	 * @param parent a directory of this host that the daemon sees under the same path
	 * @return a copy
	 */
	public Streams withFifoParent(Path parent) {
		return copy(new Options(this.options.stdin, this.options.stdout, this.options.stderr, this.options.log,
				this.options.size, this.options.drain, parent));
	}

	private static Streams copy(Options options) {
		if (options.log != null && options.isUsed()) {
			throw InvalidArgumentException.of("standard streams", options.log.toString(),
					"a log of the daemon takes all output, and there is no input or terminal beside it");
		}
		return new Streams(options);
	}

	/**
	 * Whether the process gets a terminal. Must equal the {@code terminal} of its runtime
	 * spec.
	 * @return whether it does
	 */
	public boolean isTerminal() {
		return this.options.size != null;
	}

	/**
	 * Whether the caller reads output by itself, and so is the only one who knows when
	 * that has come to its end.
	 * @return whether standard output or standard error is {@link Output#piped()}
	 */
	public boolean isPiped() {
		return this.options.stdout == Output.piped() || this.options.stderr == Output.piped() && !isTerminal();
	}

	/**
	 * The size that the terminal shall have. Resize takes effect from Create on for a
	 * task, so set it before Start; for an exec only after its Start.
	 * @return the size; {@code null} without a terminal
	 */
	public @Nullable TerminalSize terminalSize() {
		return this.options.size;
	}

	/**
	 * Makes the live streams of one process, before the process is created. Does not
	 * wait: a thread for each stream that is used waits for the shim.
	 * @param id the identifier of the process, for the names of FIFOs and threads
	 * @return the live streams, to be closed
	 * @throws InvalidArgumentException if the identifier is not valid
	 * @throws io.github.containerd4j.ContainerdException if FIFOs cannot be made
	 * @throws java.io.UncheckedIOException if a directory or a file cannot be made
	 */
	public ProcessStreams open(String id) {
		return StreamsOpener.open(this.options, id);
	}

	/**
	 * Attaches to a process that runs already, whose earlier reader has gone: this JVM's,
	 * after {@link ProcessStreams#detach()}, or that of a JVM that died. There must be no
	 * other reader, because each byte goes to one of them only. What these streams
	 * discard or do not use is not touched; whether there is a terminal is told by the
	 * process. containerd's runc shim allows this at any time because it keeps both ends
	 * of the FIFOs open; another shim may have seen the end of its input or a broken
	 * pipe.
	 * @param id the identifier of the process, for the names of threads
	 * @param stdio the streams as they were when the process was created
	 * @return the live streams, to be closed or detached. Closing removes the FIFOs only
	 * if the process has ended
	 * @throws io.github.containerd4j.FailedPreconditionException if a stream that is
	 * wanted leads to no FIFO on this host
	 */
	public ProcessStreams attach(String id, Stdio stdio) {
		return StreamsOpener.attach(this.options, id, stdio);
	}

	/**
	 * What is described.
	 *
	 * @param stdin where input comes from
	 * @param stdout where output goes
	 * @param stderr where errors go
	 * @param log the log of the daemon
	 * @param size the size of the terminal
	 * @param drain how long output may stay quiet
	 * @param directory where FIFOs are made
	 */
	record Options(Input stdin, Output stdout, Output stderr, @Nullable URI log, @Nullable TerminalSize size,
			Duration drain, @Nullable Path directory) {

		Options {
			if (drain.isNegative() || drain.isZero()) {
				throw InvalidArgumentException.of("drain time", drain.toString(), "it must be positive");
			}
		}

		boolean isUsed() {
			return this.stdin != Input.none() || this.stdout != Output.discard() || this.stderr != Output.discard()
					|| this.size != null;
		}

		Path parent() {
			return (this.directory != null) ? this.directory : FifoDirectory.defaultParent();
		}

	}

}

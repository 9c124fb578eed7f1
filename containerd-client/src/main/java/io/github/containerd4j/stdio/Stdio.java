package io.github.containerd4j.stdio;

import java.util.Objects;
import java.util.stream.Stream;

import io.github.containerd4j.InvalidArgumentException;
import org.jspecify.annotations.Nullable;

/**
 * Where the standard streams of a process lead: paths of FIFOs or files on the daemon's
 * host, or URIs. The scheme of {@code stdout} counts for all: without one, or
 * {@code fifo:}, they are paths; {@code file:///path} appends to a file;
 * {@code binary:///path?key=value} starts a logging program.
 * <p>
 * The shim opens FIFOs for writing and waits for a reader, so readers must be there
 * before the process is created, or come at the same time. The combinations that are
 * refused here make containerd's shim hang or crash.
 *
 * @param stdin where standard input comes from; {@code null} for {@code /dev/null}
 * @param stdout where standard output goes, and everything if there is a terminal;
 * {@code null} for {@code /dev/null}
 * @param stderr where standard error goes; {@code null} for {@code /dev/null} and with a
 * terminal
 * @param terminal whether the process gets a terminal; must equal the {@code terminal} of
 * the runtime spec
 * @since 0.1.0
 */
public record Stdio(@Nullable String stdin, @Nullable String stdout, @Nullable String stderr, boolean terminal) {

	private static final Stdio NONE = new Stdio(null, null, null, false);

	/**
	 * Checks the combination.
	 * @param stdin where standard input comes from
	 * @param stdout where standard output goes
	 * @param stderr where standard error goes
	 * @param terminal whether the process gets a terminal
	 * @throws InvalidArgumentException if one is empty, if only one of stdout and stderr
	 * is set without a terminal, if stderr is set with one, or if stdin is set alone
	 */
	public Stdio {
		if (Stream.of(stdin, stdout, stderr).filter(Objects::nonNull).anyMatch(String::isEmpty)) {
			throw invalid("a path must not be empty");
		}
		if (stdin != null && stdout == null) {
			throw invalid("stdin needs stdout as well");
		}
		if (terminal && stderr != null) {
			throw invalid("a terminal has no stderr of its own");
		}
		if (!terminal && (stdout == null) != (stderr == null)) {
			throw invalid("set both stdout and stderr, or neither");
		}
	}

	/**
	 * All streams are {@code /dev/null}.
	 * @return the streams
	 */
	public static Stdio none() {
		return NONE;
	}

	/**
	 * Streams without a terminal.
	 * @param stdin where standard input comes from; {@code null} for {@code /dev/null}
	 * @param stdout where standard output goes
	 * @param stderr where standard error goes
	 * @return the streams
	 */
	public static Stdio of(@Nullable String stdin, String stdout, String stderr) {
		return new Stdio(stdin, stdout, stderr, false);
	}

	/**
	 * The streams of a terminal.
	 * @param stdin where input comes from; {@code null} for none
	 * @param stdout where output goes
	 * @return the streams
	 */
	public static Stdio terminal(@Nullable String stdin, String stdout) {
		return new Stdio(stdin, stdout, null, true);
	}

	/**
	 * Output and errors go to one log, without anybody who must read. The shim copies
	 * them, and not always in time: a task that is deleted as soon as it has ended may
	 * lose the last lines, seen with containerd 1.6, 1.7 and 2.1.
	 * @param uri {@code file:///path} or {@code binary:///path?key=value}
	 * @return the streams
	 */
	public static Stdio log(String uri) {
		return new Stdio(null, uri, uri, false);
	}

	private static InvalidArgumentException invalid(String reason) {
		return InvalidArgumentException.of("standard streams", null, reason);
	}

}

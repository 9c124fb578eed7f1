package io.github.containerd4j.stdio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.Failure;
import io.github.containerd4j.Identifiers;
import io.github.containerd4j.host.FifoDirectory;
import org.jspecify.annotations.Nullable;

/**
 * Makes live streams from their description.
 */
final class StreamsOpener {

	// The shim opens plain files like FIFOs; this one takes everything and needs no
	// reader.
	private static final String NOWHERE = "/dev/null";

	private final Streams.Options options;

	private final String id;

	private final boolean terminal;

	private InputEnd in = InputEnd.NONE;

	private OutputEnd out = OutputEnd.NO_STDOUT;

	private OutputEnd err = OutputEnd.NO_STDERR;

	private StreamsOpener(Streams.Options options, String id, boolean terminal) {
		this.options = options;
		this.id = Identifiers.require("process id", id);
		this.terminal = terminal;
	}

	static ProcessStreams open(Streams.Options options, String id) {
		StreamsOpener opener = new StreamsOpener(options, id, options.size() != null);
		if (options.log() != null) {
			return opener.streams(Stdio.log(options.log().toString()), FifoOwner.NONE);
		}
		if (!options.isUsed()) {
			return opener.streams(Stdio.none(), FifoOwner.NONE);
		}
		return opener.open();
	}

	private ProcessStreams open() {
		FifoDirectory directory = FifoDirectory.create(this.options.parent());
		try {
			String stdin = (this.options.stdin() == Input.none()) ? null : fifo(directory, "stdin");
			String stdout = path(directory, this.options.stdout(), "stdout");
			String stderr = this.terminal ? null : path(directory, this.options.stderr(), "stderr");
			start((stdin != null) ? FifoEnd.writing(Path.of(stdin)) : null, reading(stdout), reading(stderr));
			return streams(new Stdio(stdin, stdout, stderr, this.terminal), owner(directory));
		}
		catch (IOException ex) {
			abort();
			directory.close();
			throw new UncheckedIOException("cannot open the streams of process \"" + this.id + '"', ex);
		}
		catch (RuntimeException ex) {
			abort();
			directory.close();
			throw ex;
		}
	}

	private static String path(FifoDirectory directory, Output output, String name) {
		return (output == Output.discard()) ? NOWHERE : fifo(directory, name);
	}

	private static String fifo(FifoDirectory directory, String name) {
		return directory.fifo(name).toString();
	}

	static ProcessStreams attach(Streams.Options options, String id, Stdio stdio) {
		StreamsOpener opener = new StreamsOpener(options, id, stdio.terminal());
		try {
			return opener.attach(stdio);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("cannot attach to the streams of process \"" + id + '"', ex);
		}
	}

	private ProcessStreams attach(Stdio stdio) throws IOException {
		Deque<FifoEnd> opened = new ArrayDeque<>();
		try {
			FifoEnd stdout = (this.options.stdout() == Output.discard()) ? null
					: openNow(FifoEnd.reading(existing(stdio.stdout(), "stdout")), opened);
			FifoEnd stderr = (this.options.stderr() == Output.discard() || this.terminal) ? null
					: openNow(FifoEnd.reading(existing(stdio.stderr(), "stderr")), opened);
			FifoEnd stdin = (this.options.stdin() == Input.none()) ? null
					: openNow(FifoEnd.writing(existing(stdio.stdin(), "stdin")), opened);
			start(stdin, stdout, stderr);
			return streams(stdio, new AttachedFifos(stdio));
		}
		catch (IOException | RuntimeException ex) {
			for (FifoEnd end : opened) {
				end.close();
			}
			throw ex;
		}
	}

	private static FifoEnd openNow(FifoEnd end, Deque<FifoEnd> opened) throws IOException {
		opened.add(end.openNow());
		return end;
	}

	private Path existing(@Nullable String path, String name) {
		try {
			if (path != null && isFifo(Path.of(path))) {
				return Path.of(path);
			}
		}
		catch (InvalidPathException ex) {
			// Then it is no FIFO.
		}
		Failure failure = new Failure("attach", "process", this.id, null, ErrorCode.FAILED_PRECONDITION);
		throw new FailedPreconditionException(failure.describe() + ": its " + name + " is "
				+ ((path != null) ? path : NOWHERE) + ", which is no FIFO on this host", failure, null);
	}

	private static boolean isFifo(Path path) {
		try {
			return Files.readAttributes(path, "unix:mode", LinkOption.NOFOLLOW_LINKS)
				.get("mode") instanceof Integer mode && (mode & FifoDirectory.TYPE_MASK) == FifoDirectory.TYPE;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private void start(@Nullable FifoEnd stdin, @Nullable FifoEnd stdout, @Nullable FifoEnd stderr) throws IOException {
		if (stdout != null) {
			this.out = OutputEnd.open(this.options.stdout(), stdout, LogStream.STDOUT, this.id);
		}
		if (stderr != null) {
			this.err = OutputEnd.open(this.options.stderr(), stderr, LogStream.STDERR, this.id);
		}
		if (stdin != null) {
			this.in = InputEnd.open(this.options.stdin(), stdin, "stdin-" + this.id, this.terminal);
		}
	}

	private static @Nullable FifoEnd reading(@Nullable String path) {
		return (path == null || NOWHERE.equals(path)) ? null : FifoEnd.reading(Path.of(path));
	}

	private void abort() {
		this.in.stop();
		this.out.stop();
		this.err.stop();
	}

	private ProcessStreams streams(Stdio stdio, FifoOwner fifos) {
		return new LiveStreams(this.id, stdio, this.options.drain(), fifos, this.in, this.out, this.err);
	}

	private static FifoOwner owner(FifoDirectory directory) {
		return new FifoOwner() {

			@Override
			public void remove() {
				directory.close();
			}

			@Override
			public void leave() {
				directory.leave();
			}

		};
	}

}

package io.github.containerd4j.stdio;

import java.io.IOException;
import java.io.OutputStream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Our end of standard input, if there is one.
 */
final class InputEnd {

	private static final Logger logger = LoggerFactory.getLogger(InputEnd.class);

	static final InputEnd NONE = new InputEnd(null, null, null, null, null);

	private final @Nullable FifoEnd fifo;

	private final @Nullable StdinEnd end;

	private final @Nullable FifoOutput pipe;

	private final @Nullable StdinPump pump;

	private final @Nullable StreamThread thread;

	private InputEnd(@Nullable FifoEnd fifo, @Nullable StdinEnd end, @Nullable FifoOutput pipe,
			@Nullable StdinPump pump, @Nullable StreamThread thread) {
		this.fifo = fifo;
		this.end = end;
		this.pipe = pipe;
		this.pump = pump;
		this.thread = thread;
	}

	static InputEnd open(Input input, FifoEnd fifo, String name, boolean terminal) {
		StdinEnd end = new StdinEnd(terminal);
		if (input instanceof Input.Source source) {
			StdinPump pump = new StdinPump(fifo, source.stream(), end);
			return new InputEnd(fifo, end, null, pump, StreamThreads.start(name, pump));
		}
		return new InputEnd(fifo, end, new FifoOutput(fifo, name, end), null, null);
	}

	OutputStream pipe() {
		if (this.pipe == null) {
			throw new IllegalStateException("stdin is not piped");
		}
		return this.pipe;
	}

	void onEnd(Runnable closeIo) {
		if (this.end != null) {
			this.end.onEnd(closeIo);
		}
	}

	@Nullable IOException failure() {
		return (this.pump != null) ? this.pump.failure() : null;
	}

	void stop() {
		if (this.fifo == null) {
			return;
		}
		if (this.pump != null) {
			this.pump.stop();
		}
		try {
			this.fifo.close();
		}
		catch (IOException ex) {
			logger.warn("Cannot close a FIFO", ex);
		}
		if (this.thread != null) {
			// It may be reading from a source that has nothing to give.
			this.thread.interrupt();
		}
	}

}

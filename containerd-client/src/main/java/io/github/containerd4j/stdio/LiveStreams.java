package io.github.containerd4j.stdio;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import io.github.containerd4j.CancelledException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import org.jspecify.annotations.Nullable;

/**
 * The ends of the FIFOs of one process.
 */
final class LiveStreams implements ProcessStreams {

	private final String id;

	private final Stdio stdio;

	private final Duration drain;

	private final FifoOwner fifos;

	private final InputEnd in;

	private final OutputEnd out;

	private final OutputEnd err;

	private final AtomicBoolean closed = new AtomicBoolean();

	LiveStreams(String id, Stdio stdio, Duration drain, FifoOwner fifos, InputEnd in, OutputEnd out, OutputEnd err) {
		this.id = id;
		this.stdio = stdio;
		this.drain = drain;
		this.fifos = fifos;
		this.in = in;
		this.out = out;
		this.err = err;
	}

	@Override
	public Stdio stdio() {
		return this.stdio;
	}

	@Override
	public OutputStream stdin() {
		return this.in.pipe();
	}

	@Override
	public InputStream stdout() {
		return this.out.pipe();
	}

	@Override
	public InputStream stderr() {
		return this.err.pipe();
	}

	@Override
	public CapturedOutput captured() {
		return CapturedOutput.of(this.out.captured(), this.err.captured());
	}

	@Override
	public void onStdinEnd(Runnable closeIo) {
		this.in.onEnd(closeIo);
	}

	@Override
	public boolean awaitOutput() {
		return awaitOutput(this.drain);
	}

	@Override
	public boolean awaitOutput(Duration quiet) {
		long exitedAt = System.nanoTime();
		this.out.exited();
		this.err.exited();
		this.in.stop();
		try {
			// Both are waited for, whatever the first one says.
			boolean atEnd = this.out.await(quiet, exitedAt) & this.err.await(quiet, exitedAt);
			throwFailure();
			return atEnd;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw interrupted(ex);
		}
	}

	private void throwFailure() {
		IOException failure = Stream.of(this.out.failure(), this.err.failure(), this.in.failure())
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
		if (failure != null) {
			throw new UncheckedIOException("the streams of process \"" + this.id + "\" failed: " + failure.getMessage(),
					failure);
		}
	}

	private CancelledException interrupted(InterruptedException cause) {
		Failure failure = new Failure("await output", "process", this.id, null, ErrorCode.CANCELLED);
		return new CancelledException(failure.describe() + ": the waiting thread was interrupted", failure, cause);
	}

	@Override
	public Attachment attach(Output stdout, Output stderr) {
		try {
			Attachment first = this.out.attach(stdout);
			try {
				Attachment second = this.err.attach(stderr);
				return () -> {
					first.close();
					second.close();
				};
			}
			catch (IOException | RuntimeException ex) {
				first.close();
				throw ex;
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("cannot attach to process \"" + this.id + '"', ex);
		}
	}

	@Override
	public void detach() {
		end(this.fifos::leave);
	}

	@Override
	public void close() {
		end(this.fifos::remove);
	}

	private void end(Runnable afterwards) {
		if (!this.closed.compareAndSet(false, true)) {
			return;
		}
		this.in.stop();
		this.out.stop();
		this.err.stop();
		try {
			this.out.awaitStop();
			this.err.awaitStop();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			afterwards.run();
		}
	}

}

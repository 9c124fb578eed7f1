package io.github.containerd4j.stdio;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Our end of one output stream, if there is one.
 */
final class OutputEnd {

	private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

	static final OutputEnd NO_STDOUT = none(LogStream.STDOUT);

	static final OutputEnd NO_STDERR = none(LogStream.STDERR);

	private final LogStream stream;

	private final @Nullable FifoInput pipe;

	private final @Nullable CaptureSink capture;

	private final @Nullable TeeSink receivers;

	private final @Nullable OutputPump pump;

	private final @Nullable StreamThread thread;

	private long totalAtExit;

	private OutputEnd(LogStream stream, @Nullable FifoInput pipe, @Nullable CaptureSink capture,
			@Nullable TeeSink receivers, @Nullable OutputPump pump, @Nullable StreamThread thread) {
		this.stream = stream;
		this.pipe = pipe;
		this.capture = capture;
		this.receivers = receivers;
		this.pump = pump;
		this.thread = thread;
	}

	private static OutputEnd none(LogStream stream) {
		return new OutputEnd(stream, null, null, null, null, null);
	}

	static OutputEnd open(Output output, FifoEnd fifo, LogStream stream, String id) throws IOException {
		String name = stream.logName() + "-" + id;
		if (output instanceof Output.Piped) {
			return new OutputEnd(stream, new FifoInput(fifo, name), null, null, null, null);
		}
		CaptureSink capture = (output instanceof Output.Captured captured) ? new CaptureSink(captured.limit()) : null;
		TeeSink receivers = (output instanceof Output.Received received) ? TeeSink.open(List.of(received), stream)
				: TeeSink.open(List.of(), stream);
		if (capture != null) {
			receivers.add(capture);
		}
		OutputPump pump = new OutputPump(fifo, receivers);
		return new OutputEnd(stream, null, capture, receivers, pump, StreamThreads.start(name, pump));
	}

	InputStream pipe() {
		if (this.pipe == null) {
			throw new IllegalStateException(this.stream.logName() + " is not piped");
		}
		return this.pipe;
	}

	CapturedOutput.@Nullable Part captured() {
		return (this.capture != null) ? this.capture.part() : null;
	}

	/**
	 * Adds a receiver.
	 * @param output what receives; nothing is added for one that discards
	 * @return what takes it away again
	 */
	ProcessStreams.Attachment attach(Output output) throws IOException {
		if (output == Output.discard()) {
			return () -> {
			};
		}
		if (this.receivers == null) {
			throw new IllegalStateException(
					"nothing can be added to " + this.stream.logName() + ", it is not read here");
		}
		Sink sink = TeeSink.open(List.of(Output.received(output)), this.stream);
		TeeSink tee = this.receivers;
		if (!tee.add(sink)) {
			sink.end();
		}
		return () -> tee.remove(sink);
	}

	void exited() {
		if (this.pump != null) {
			this.totalAtExit = this.pump.total();
		}
	}

	boolean await(Duration quiet, long exitedAt) throws InterruptedException {
		if (this.pump == null || isPumping()) {
			return true;
		}
		boolean atEnd = this.pump.await(quiet, exitedAt, this.totalAtExit);
		if (!atEnd) {
			stop();
			this.pump.awaitStop(STOP_LIMIT);
		}
		return atEnd;
	}

	private boolean isPumping() {
		return this.thread != null && this.thread.isCurrent();
	}

	@Nullable IOException failure() {
		return (this.pump != null) ? this.pump.failure() : null;
	}

	void stop() {
		if (this.pump != null) {
			this.pump.stop();
		}
		if (this.pipe != null) {
			this.pipe.stop();
		}
	}

	void awaitStop() throws InterruptedException {
		if (this.pump != null && !isPumping()) {
			this.pump.awaitStop(STOP_LIMIT);
		}
	}

}

package io.github.containerd4j.stdio;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes one stream of a process to a log.
 */
final class JsonLogSink implements Sink {

	// As Docker cuts long lines.
	private static final int LONGEST = 16 * 1024;

	private final JsonLog log;

	private final JsonLogWriter writer;

	private final LineSplitter splitter;

	private final List<LogEntry> entries = new ArrayList<>();

	private Instant time = Instant.EPOCH;

	JsonLogSink(JsonLog log, LogStream stream) throws IOException {
		this.log = log;
		this.writer = JsonLogWriters.acquire(log);
		this.splitter = new LineSplitter(LONGEST, (line) -> this.entries.add(new LogEntry(this.time, stream, line)));
	}

	@Override
	public void write(byte[] bytes, int length) throws IOException {
		this.time = Instant.now();
		this.splitter.write(bytes, length);
		append();
	}

	private void append() {
		if (!this.entries.isEmpty()) {
			this.writer.append(this.entries);
			this.entries.clear();
		}
	}

	@Override
	public void end() throws IOException {
		this.time = Instant.now();
		this.splitter.flush();
		append();
		JsonLogWriters.release(this.log);
	}

}

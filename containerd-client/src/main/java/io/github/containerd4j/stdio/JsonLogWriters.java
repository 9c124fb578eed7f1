package io.github.containerd4j.stdio;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The logs that this JVM writes. Both streams of a process and all processes that have
 * the same log write through one writer, or each would rotate the other's files away.
 */
final class JsonLogWriters {

	private static final Map<Path, Shared> OPEN = new HashMap<>();

	private JsonLogWriters() {
	}

	/**
	 * Opens a log, or uses the one that is open, with its limits.
	 * @return the writer, to be released
	 */
	static JsonLogWriter acquire(JsonLog log) throws IOException {
		synchronized (OPEN) {
			Shared shared = OPEN.get(log.file());
			if (shared == null) {
				shared = new Shared(new JsonLogWriter(log));
				OPEN.put(log.file(), shared);
			}
			shared.users++;
			return shared.writer;
		}
	}

	static void release(JsonLog log) throws IOException {
		synchronized (OPEN) {
			Shared shared = OPEN.get(log.file());
			if (shared != null && --shared.users == 0) {
				OPEN.remove(log.file());
				shared.writer.close();
			}
		}
	}

	/**
	 * A writer and how many use it.
	 */
	private static final class Shared {

		private final JsonLogWriter writer;

		private int users;

		Shared(JsonLogWriter writer) {
			this.writer = writer;
		}

	}

}

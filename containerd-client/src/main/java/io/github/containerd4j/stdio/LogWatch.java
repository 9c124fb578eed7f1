package io.github.containerd4j.stdio;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for a change in the directory of a log. The kernel tells (inotify(7)); where it
 * has no more to give, a look four times a second does.
 */
final class LogWatch implements Closeable {

	private static final Logger logger = LoggerFactory.getLogger(LogWatch.class);

	private static final long WITHOUT_KERNEL = TimeUnit.MILLISECONDS.toNanos(250);

	// Should a change be missed after all.
	private static final long LONGEST = TimeUnit.SECONDS.toNanos(2);

	private final Path directory;

	private final Semaphore woken = new Semaphore(0);

	private @Nullable WatchService service;

	private boolean closed;

	LogWatch(Path directory) {
		this.directory = directory;
	}

	/**
	 * Begins to watch, so that no later change is missed.
	 */
	synchronized void begin() {
		if (this.service != null || this.closed || !Files.isDirectory(this.directory)) {
			return;
		}
		try {
			WatchService started = this.directory.getFileSystem().newWatchService();
			this.service = started;
			this.directory.register(started, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY,
					StandardWatchEventKinds.ENTRY_DELETE);
		}
		catch (IOException ex) {
			logger.debug("Cannot watch {}", this.directory, ex);
		}
	}

	/**
	 * Waits for a change since the last call.
	 * @param nanos the longest time
	 */
	void await(long nanos) throws InterruptedException {
		WatchService watched;
		synchronized (this) {
			watched = this.service;
		}
		if (watched == null) {
			this.woken.tryAcquire(Math.min(nanos, WITHOUT_KERNEL), TimeUnit.NANOSECONDS);
			return;
		}
		try {
			WatchKey key = watched.poll(Math.min(nanos, LONGEST), TimeUnit.NANOSECONDS);
			if (key != null) {
				key.pollEvents();
				key.reset();
			}
		}
		catch (ClosedWatchServiceException ex) {
			// That ends the waiting.
		}
	}

	/**
	 * Ends a waiting that is under way, and makes later ones short.
	 */
	void wake() throws IOException {
		WatchService watched;
		synchronized (this) {
			this.closed = true;
			watched = this.service;
			this.service = null;
		}
		if (watched != null) {
			watched.close();
		}
		this.woken.release();
	}

	@Override
	public void close() throws IOException {
		wake();
	}

}

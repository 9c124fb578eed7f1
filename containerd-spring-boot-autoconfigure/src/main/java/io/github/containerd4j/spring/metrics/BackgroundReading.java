package io.github.containerd4j.spring.metrics;

import java.time.Duration;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads something again in the background when a scrape finds that the last reading is
 * old, so that no scrape waits for the daemon and nobody's scraping costs it nothing.
 */
final class BackgroundReading implements AutoCloseable {

	// At most one reading at a time; its thread ends soon after.
	private final ThreadPoolExecutor reader = new ThreadPoolExecutor(0, 1, 1, TimeUnit.SECONDS,
			new SynchronousQueue<>(), BackgroundReading::thread, new ThreadPoolExecutor.DiscardPolicy());

	private final Duration interval;

	private final Runnable reading;

	private final AtomicLong next = new AtomicLong(System.nanoTime());

	BackgroundReading(Duration interval, Runnable reading) {
		this.interval = interval;
		this.reading = reading;
	}

	private static Thread thread(Runnable task) {
		Thread thread = new Thread(task, "containerd-metrics");
		thread.setDaemon(true);
		return thread;
	}

	void startIfDue() {
		long now = System.nanoTime();
		long due = this.next.get();
		if (now - due >= 0 && this.next.compareAndSet(due, now + this.interval.toNanos())) {
			this.reader.execute(this.reading);
		}
	}

	@Override
	public void close() {
		this.reader.shutdownNow();
	}

}

package io.github.containerd4j.probe;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks again and again until it is closed. It begins with {@link ProbeState#STARTING};
 * one success makes it healthy, and as many failures in a row as its options say make it
 * unhealthy.
 * <p>
 * Safe for use by many threads.
 *
 * @since 0.1.0
 */
public final class Probe implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Probe.class);

	private final CountDownLatch closed = new CountDownLatch(1);

	private final long begin = System.nanoTime();

	private final String name;

	private final ProbeCheck check;

	private final ProbeOptions options;

	private final ProbeListener listener;

	private final Thread thread;

	private volatile ProbeStatus status = ProbeStatus.INITIAL;

	private Probe(String name, ProbeCheck check, ProbeOptions options, ProbeListener listener, ThreadFactory threads) {
		this.name = name;
		this.check = check;
		this.options = options;
		this.listener = listener;
		this.thread = threads.newThread(this::run);
	}

	/**
	 * Starts a probe with a thread of its own, which keeps no JVM alive.
	 * @param name what it is about, for the log and the name of the thread
	 * @param check asks once
	 * @param options how often, and what failures mean
	 * @param listener is told when the state changes
	 * @return the running probe, to be closed
	 */
	public static Probe start(String name, ProbeCheck check, ProbeOptions options, ProbeListener listener) {
		return start(name, check, options, listener, (task) -> {
			Thread thread = new Thread(task, "containerd-probe-" + name);
			thread.setDaemon(true);
			return thread;
		});
	}

	/**
	 * Starts a probe on a thread of the caller's choice.
	 * @param name what it is about, for the log
	 * @param check asks once
	 * @param options how often, and what failures mean
	 * @param listener is told when the state changes
	 * @param threads makes the one thread, which may be virtual
	 * @return the running probe, to be closed
	 */
	public static Probe start(String name, ProbeCheck check, ProbeOptions options, ProbeListener listener,
			ThreadFactory threads) {
		Probe probe = new Probe(name, check, options, listener, threads);
		probe.thread.start();
		return probe;
	}

	/**
	 * What it is about.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * What it knows now.
	 * @return the status
	 */
	public ProbeStatus status() {
		return this.status;
	}

	private void run() {
		try {
			while (!this.closed.await(pause().toNanos(), TimeUnit.NANOSECONDS)) {
				conclude(checkOnce());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private Duration pause() {
		return (isStartPeriod() && this.status.state() == ProbeState.STARTING) ? this.options.startInterval()
				: this.options.interval();
	}

	private boolean isStartPeriod() {
		return System.nanoTime() - this.begin < this.options.startPeriod().toNanos();
	}

	private ProbeResult checkOnce() {
		Instant at = Instant.now();
		long start = System.nanoTime();
		try {
			String detail = this.check.check(this.options.timeout());
			return new ProbeResult(true, detail, at, Duration.ofNanos(System.nanoTime() - start));
		}
		catch (IOException | RuntimeException ex) {
			return new ProbeResult(false, String.valueOf(ex.getMessage()), at,
					Duration.ofNanos(System.nanoTime() - start));
		}
	}

	private void conclude(ProbeResult result) {
		ProbeStatus before = this.status;
		ProbeStatus after = before.after(result, this.options.retries(), isStartPeriod());
		if (this.closed.getCount() == 0) {
			// What is being stopped fails, and nobody wants to hear of it.
			return;
		}
		this.status = after;
		if (after.state() != before.state()) {
			tell(before, after);
		}
	}

	private void tell(ProbeStatus before, ProbeStatus after) {
		try {
			this.listener.onChange(before, after);
		}
		catch (RuntimeException ex) {
			logger.warn("The listener of the probe {} failed", this.name, ex);
		}
	}

	/**
	 * Ends the probe. A check that is under way is interrupted and counts no more; the
	 * status stays. Does not wait for the thread.
	 */
	@Override
	public void close() {
		this.closed.countDown();
		this.thread.interrupt();
	}

}

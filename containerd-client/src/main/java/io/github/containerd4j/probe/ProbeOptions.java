package io.github.containerd4j.probe;

import java.time.Duration;

import io.github.containerd4j.InvalidArgumentException;

/**
 * How often a probe checks and what it makes of failures, in Docker's words and with its
 * defaults. Immutable; the {@code with} methods give changed copies.
 *
 * @param interval the time between the end of a check and the next one, and before the
 * first; 30 seconds by default
 * @param timeout how long a check may take; 30 seconds by default
 * @param retries how many failures in a row are unhealthy; 3 by default
 * @param startPeriod how long failures do not count from the start on, unless a check has
 * succeeded before; 0 by default
 * @param startInterval what takes the place of the interval in the start period; 5
 * seconds by default
 * @since 0.1.0
 */
public record ProbeOptions(Duration interval, Duration timeout, int retries, Duration startPeriod,
		Duration startInterval) {

	private static final ProbeOptions DEFAULTS = new ProbeOptions(Duration.ofSeconds(30), Duration.ofSeconds(30), 3,
			Duration.ZERO, Duration.ofSeconds(5));

	/**
	 * Checks the parts.
	 * @param interval the time between two checks, at least a millisecond
	 * @param timeout how long a check may take, at least a millisecond
	 * @param retries how many failures in a row are unhealthy, at least 1
	 * @param startPeriod how long failures do not count, not negative
	 * @param startInterval the interval of the start period, at least a millisecond
	 * @throws InvalidArgumentException if one is out of its range
	 */
	public ProbeOptions {
		requirePositive("probe interval", interval);
		requirePositive("probe timeout", timeout);
		requirePositive("probe start interval", startInterval);
		if (retries < 1) {
			throw InvalidArgumentException.of("probe retries", Integer.toString(retries), "it must be at least 1");
		}
		if (startPeriod.isNegative()) {
			throw InvalidArgumentException.of("probe start period", startPeriod.toString(), "it must not be negative");
		}
	}

	private static void requirePositive(String kind, Duration value) {
		if (value.compareTo(Duration.ofMillis(1)) < 0) {
			throw InvalidArgumentException.of(kind, value.toString(), "it must be at least a millisecond");
		}
	}

	/**
	 * Docker's defaults.
	 * @return the options
	 */
	public static ProbeOptions defaults() {
		return DEFAULTS;
	}

	/**
	 * Changes the time between two checks.
	 * @param interval the time
	 * @return the changed copy
	 */
	public ProbeOptions withInterval(Duration interval) {
		return new ProbeOptions(interval, this.timeout, this.retries, this.startPeriod, this.startInterval);
	}

	/**
	 * Changes how long a check may take.
	 * @param timeout the time
	 * @return the changed copy
	 */
	public ProbeOptions withTimeout(Duration timeout) {
		return new ProbeOptions(this.interval, timeout, this.retries, this.startPeriod, this.startInterval);
	}

	/**
	 * Changes how many failures in a row are unhealthy.
	 * @param retries the number
	 * @return the changed copy
	 */
	public ProbeOptions withRetries(int retries) {
		return new ProbeOptions(this.interval, this.timeout, retries, this.startPeriod, this.startInterval);
	}

	/**
	 * Changes how long failures do not count.
	 * @param period the time
	 * @param interval the time between two checks in it
	 * @return the changed copy
	 */
	public ProbeOptions withStart(Duration period, Duration interval) {
		return new ProbeOptions(this.interval, this.timeout, this.retries, period, interval);
	}

}

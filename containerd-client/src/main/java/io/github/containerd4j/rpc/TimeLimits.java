package io.github.containerd4j.rpc;

import java.time.Duration;

import io.github.containerd4j.InvalidArgumentException;

/**
 * How long calls may take.
 *
 * @param request the limit of an ordinary call, and the longest silence of a stream that
 * is being read
 * @param operation the limit of a call that moves data or waits for garbage collection:
 * applying and computing diffs, transfers, checkpoints, synchronous deletes
 * @since 0.1.0
 */
public record TimeLimits(Duration request, Duration operation) {

	/** The default limit of an ordinary call: 30 seconds. */
	public static final Duration DEFAULT_REQUEST = Duration.ofSeconds(30);

	/** The default limit of a call that moves data: one hour. */
	public static final Duration DEFAULT_OPERATION = Duration.ofHours(1);

	/**
	 * Checks the limits.
	 * @param request the limit of an ordinary call
	 * @param operation the limit of a call that moves data
	 * @throws InvalidArgumentException if one of them is not positive
	 */
	public TimeLimits {
		requirePositive("request timeout", request);
		requirePositive("operation timeout", operation);
	}

	/**
	 * The defaults: 30 seconds and one hour.
	 * @return the limits
	 */
	public static TimeLimits defaults() {
		return new TimeLimits(DEFAULT_REQUEST, DEFAULT_OPERATION);
	}

	/**
	 * One limit for both.
	 * @param timeout the limit
	 * @return the limits
	 */
	public static TimeLimits of(Duration timeout) {
		return new TimeLimits(timeout, timeout);
	}

	private static void requirePositive(String name, Duration value) {
		if (value.isNegative() || value.isZero()) {
			throw InvalidArgumentException.of(name, value.toString(), "it must be positive");
		}
	}

}

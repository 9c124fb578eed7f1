package io.github.containerd4j.probe;

import java.time.Duration;
import java.time.Instant;

/**
 * How one check went.
 *
 * @param success whether what was asked does its work
 * @param detail what it said, or why it failed; at most 4096 characters
 * @param at when the check began
 * @param took how long it took
 * @since 0.1.0
 */
public record ProbeResult(boolean success, String detail, Instant at, Duration took) {

	private static final int MAX_DETAIL = 4096;

	/**
	 * Cuts the detail.
	 * @param success whether what was asked does its work
	 * @param detail what it said
	 * @param at when the check began
	 * @param took how long it took
	 */
	public ProbeResult {
		detail = (detail.length() > MAX_DETAIL) ? detail.substring(0, MAX_DETAIL) : detail;
	}

}

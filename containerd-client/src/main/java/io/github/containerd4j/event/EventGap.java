package io.github.containerd4j.event;

import java.time.Duration;
import java.time.Instant;

/**
 * Events are missing at this place of the stream. No daemon sends this: the subscription
 * puts it where the hole is, after the last event before it and before the first one
 * after it.
 *
 * @param reason why events are missing
 * @param lostAt when the first one may have been missed
 * @param restoredAt when the stream was complete again
 * @param dropped how many events were thrown away because the listener was too slow; 0
 * when the connection was lost, since then nobody knows
 * @param detail what happened, in words, for a log
 * @since 0.1.0
 */
public record EventGap(Reason reason, Instant lostAt, Instant restoredAt, long dropped,
		String detail) implements EventPayload {

	/** The topic of the events that carry a gap. */
	public static final String TOPIC = "/containerd4j/gap";

	/**
	 * How long events were missing.
	 * @return the time between loss and restoration, never negative
	 */
	public Duration duration() {
		Duration duration = Duration.between(this.lostAt, this.restoredAt);
		return duration.isNegative() ? Duration.ZERO : duration;
	}

	/**
	 * Why events are missing.
	 */
	public enum Reason {

		/** The stream failed or the daemon ended it; it was opened again. */
		RECONNECTED,

		/** The buffer was full because the listener was too slow. */
		OVERFLOW

	}

}

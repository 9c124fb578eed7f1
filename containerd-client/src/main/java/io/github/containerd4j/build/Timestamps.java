package io.github.containerd4j.build;

import java.time.Instant;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Which times of change the files of a layer get. Immutable.
 *
 * @since 0.1.0
 */
public final class Timestamps {

	private static final Timestamps KEPT = new Timestamps(null, false);

	private final @Nullable Instant limit;

	private final boolean fixed;

	private Timestamps(@Nullable Instant limit, boolean fixed) {
		this.limit = limit;
		this.fixed = fixed;
	}

	/**
	 * Those that the files have, to the nanosecond.
	 * @return the rule
	 */
	public static Timestamps kept() {
		return KEPT;
	}

	/**
	 * Those that the files have, but none later than this: what was made during a build
	 * gets the time of the sources, as {@code SOURCE_DATE_EPOCH} is meant.
	 * @param latest the latest time
	 * @return the rule
	 */
	public static Timestamps noLaterThan(Instant latest) {
		return new Timestamps(Objects.requireNonNull(latest), false);
	}

	/**
	 * The same for all files.
	 * @param time the time
	 * @return the rule
	 */
	public static Timestamps allAt(Instant time) {
		return new Timestamps(Objects.requireNonNull(time), true);
	}

	/**
	 * The time that was given.
	 */
	@Nullable Instant limit() {
		return this.limit;
	}

	/**
	 * The time of what has none.
	 */
	Instant ofNew() {
		return (this.limit != null) ? this.limit : Instant.EPOCH;
	}

	Instant apply(Instant time) {
		return (this.limit != null && (this.fixed || time.isAfter(this.limit))) ? this.limit : time;
	}

}

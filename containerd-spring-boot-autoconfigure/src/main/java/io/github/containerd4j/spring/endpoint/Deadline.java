package io.github.containerd4j.spring.endpoint;

import java.time.Duration;

/**
 * When an answer must be complete. Each call gets what is left; one that comes too late
 * gets a millisecond and so fails as any other call that takes too long.
 */
final class Deadline {

	private static final long LEAST = Duration.ofMillis(1).toNanos();

	private final long end;

	private Deadline(long end) {
		this.end = end;
	}

	static Deadline in(Duration time) {
		return new Deadline(System.nanoTime() + time.toNanos());
	}

	Duration left() {
		return Duration.ofNanos(Math.max(LEAST, this.end - System.nanoTime()));
	}

	Duration half() {
		return left().dividedBy(2);
	}

	boolean isOver() {
		return this.end - System.nanoTime() <= 0;
	}

}

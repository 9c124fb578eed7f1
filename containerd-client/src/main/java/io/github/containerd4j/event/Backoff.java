package io.github.containerd4j.event;

import java.time.Duration;

/**
 * Growing waits between attempts. Not safe for use by many threads.
 */
final class Backoff {

	private final Duration initial;

	private final Duration max;

	private Duration next;

	Backoff(Duration initial, Duration max) {
		this.initial = initial;
		this.max = max;
		this.next = initial;
	}

	Duration next() {
		Duration current = this.next;
		Duration doubled = current.multipliedBy(2);
		this.next = (doubled.compareTo(this.max) < 0) ? doubled : this.max;
		return current;
	}

	/**
	 * Begins again with the first wait if what was attempted has held for a while. A
	 * daemon that ends each stream as soon as it is live must not be asked without pause.
	 * @param held how long it has held
	 */
	void heldFor(Duration held) {
		if (held.compareTo(this.max) >= 0) {
			this.next = this.initial;
		}
	}

}

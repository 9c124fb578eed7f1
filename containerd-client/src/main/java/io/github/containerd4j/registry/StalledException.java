package io.github.containerd4j.registry;

import java.io.IOException;
import java.time.Duration;

/**
 * The other side was silent for too long.
 */
final class StalledException extends IOException {

	private static final long serialVersionUID = 1L;

	StalledException(String what, Duration limit) {
		super(what + " within " + readable(limit));
	}

	private static String readable(Duration limit) {
		return (limit.toMillis() % 1000 == 0) ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
	}

}

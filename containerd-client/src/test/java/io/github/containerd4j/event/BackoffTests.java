package io.github.containerd4j.event;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BackoffTests {

	private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofMillis(500));

	@Test
	void waitsGrowUpToTheLongest() {
		assertThat(new Duration[] { this.backoff.next(), this.backoff.next(), this.backoff.next(), this.backoff.next(),
				this.backoff.next() })
			.extracting(Duration::toMillis)
			.containsExactly(100L, 200L, 400L, 500L, 500L);
	}

	@Test
	void beginsAgainAfterAStreamThatHeld() {
		this.backoff.next();

		this.backoff.heldFor(Duration.ofMillis(500));

		assertThat(this.backoff.next()).hasMillis(100);
	}

	@Test
	void goesOnAfterAStreamThatEndedAtOnce() {
		this.backoff.next();

		this.backoff.heldFor(Duration.ofMillis(10));

		assertThat(this.backoff.next()).hasMillis(200);
	}

}

package io.github.containerd4j.task;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TaskStatsTests {

	private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

	private static final long SECOND = 1_000_000_000L;

	@Test
	void dividesProcessorTimeByTheTimePassed() {
		TaskStats earlier = stats(0, OptionalLong.of(SECOND));

		assertThat(stats(2, OptionalLong.of(6 * SECOND)).cpuPercentSince(earlier)).hasValue(250);
		assertThat(stats(2, OptionalLong.of(SECOND)).cpuPercentSince(earlier)).hasValue(0);
	}

	@Test
	void tellsNothingWithoutTimeOrOfAnotherTask() {
		TaskStats earlier = stats(0, OptionalLong.of(SECOND));

		assertThat(earlier.cpuPercentSince(earlier)).isEmpty();
		assertThat(stats(1, OptionalLong.of(5)).cpuPercentSince(earlier)).isEmpty();
		assertThat(stats(1, OptionalLong.empty()).cpuPercentSince(earlier)).isEmpty();
	}

	@Test
	void comparesTheWorkingSetWithTheLimit() {
		assertThat(stats(0, OptionalLong.empty()).memoryPercent()).hasValue(25);
	}

	private static TaskStats stats(long seconds, OptionalLong cpuNanos) {
		OptionalLong none = OptionalLong.empty();
		return new TaskStats("c", START.plus(Duration.ofSeconds(seconds)), cpuNanos, none, OptionalLong.of(60),
				OptionalLong.of(50), OptionalLong.of(200), none, none, none, none, none);
	}

}

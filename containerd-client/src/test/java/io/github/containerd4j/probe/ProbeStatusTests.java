package io.github.containerd4j.probe;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProbeStatusTests {

	private static final ProbeResult SUCCESS = new ProbeResult(true, "ok", Instant.EPOCH, Duration.ZERO);

	private static final ProbeResult FAILURE = new ProbeResult(false, "no", Instant.EPOCH, Duration.ZERO);

	@Test
	void oneSuccessIsHealthy() {
		assertThat(ProbeStatus.INITIAL.after(SUCCESS, 3, false))
			.isEqualTo(new ProbeStatus(ProbeState.HEALTHY, 0, SUCCESS));
	}

	@Test
	void itIsUnhealthyAfterAsManyFailuresInARowAsAllowed() {
		ProbeStatus healthy = new ProbeStatus(ProbeState.HEALTHY, 0, SUCCESS);

		ProbeStatus second = healthy.after(FAILURE, 3, false).after(FAILURE, 3, false);

		assertThat(second).isEqualTo(new ProbeStatus(ProbeState.HEALTHY, 2, FAILURE));
		assertThat(second.after(FAILURE, 3, false).state()).isEqualTo(ProbeState.UNHEALTHY);
		assertThat(second.after(SUCCESS, 3, false).after(FAILURE, 3, false).failures()).isEqualTo(1);
	}

	@Test
	void failuresOfTheStartPeriodDoNotCount() {
		ProbeStatus status = ProbeStatus.INITIAL.after(FAILURE, 1, true).after(FAILURE, 1, true);

		assertThat(status).isEqualTo(new ProbeStatus(ProbeState.STARTING, 0, FAILURE));
		assertThat(status.after(FAILURE, 1, false).state()).isEqualTo(ProbeState.UNHEALTHY);
	}

	@Test
	void whoHasAnsweredOnceHasNoStartPeriodLeft() {
		assertThat(ProbeStatus.INITIAL.after(SUCCESS, 1, true).after(FAILURE, 1, true).state())
			.isEqualTo(ProbeState.UNHEALTHY);
	}

	@Test
	void longDetailsAreCut() {
		assertThat(new ProbeResult(true, "x".repeat(5000), Instant.EPOCH, Duration.ZERO).detail()).hasSize(4096);
	}

}

package io.github.containerd4j.spring;

import java.time.Duration;

import io.github.containerd4j.spring.event.ContainerdEventPublisher;
import io.github.containerd4j.spring.health.ContainerdHealthIndicator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A whole application without a daemon.
 */
@ExtendWith(OutputCaptureExtension.class)
class AbsentDaemonTests {

	private static final String ADDRESS = "/nowhere/containerd.sock";

	@Test
	void theApplicationStartsAndIsDown() {
		try (ConfigurableApplicationContext context = TestApplication.start(ADDRESS)) {
			assertThat(context.getBean(ContainerdHealthIndicator.class).health().getStatus()).isEqualTo(Status.DOWN);
		}
	}

	@Test
	void theLogHasOneSentenceAndNoStackTrace(CapturedOutput output) {
		try (ConfigurableApplicationContext context = TestApplication.start(ADDRESS)) {
			ContainerdEventPublisher publisher = context.getBean(ContainerdEventPublisher.class);
			await().atMost(Duration.ofSeconds(10))
				.until(() -> publisher.subscription().orElseThrow().failure().isPresent());
			context.getBean(ContainerdHealthIndicator.class).health();
		}

		assertThat(output).doesNotContain("WARN", "ERROR", "Exception", "\tat ")
			.containsOnlyOnce("there is no socket " + ADDRESS);
	}

	@Test
	void nothingWaitsForTheDaemonDuringTheStart() {
		TestApplication.start(ADDRESS).close();

		long start = System.nanoTime();
		TestApplication.start(ADDRESS).close();

		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
	}

}

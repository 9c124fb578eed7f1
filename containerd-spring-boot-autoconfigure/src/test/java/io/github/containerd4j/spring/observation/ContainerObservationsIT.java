package io.github.containerd4j.spring.observation;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.container.ContainerService;
import io.github.containerd4j.embedded.BusyboxImage;
import io.github.containerd4j.spec.ContainerSpec;
import io.github.containerd4j.task.ExecSession;
import io.github.containerd4j.task.Signal;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * What is measured of the life of a container on a real daemon.
 */
@DaemonTest
@Timeout(120)
class ContainerObservationsIT {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	@Test
	void everyStepOfALifeIsObserved(TestDaemon daemon, Namespace namespace) {
		daemon.importBusybox(namespace);
		try (ConfigurableApplicationContext context = start(daemon, namespace)) {
			MeterRegistry meters = context.getBean(MeterRegistry.class);
			ContainerService containers = context.getBean(ContainerService.class);

			Container container = containers
				.create(ContainerSpec.builder("web").image(BusyboxImage.REFERENCE).args("sleep", "600").build());
			assertThat(counts(meters)).isEqualTo(Map.of("create SUCCESS", 1L));

			Task task = container.start();
			assertThat(task.exec("sh", "-c", "exit 3").exitCode()).isEqualTo(3);
			assertThatExceptionOfType(ContainerdException.class).isThrownBy(() -> task.exec("/no/such/program"));
			assertThat(counts(meters))
				.isEqualTo(Map.of("create SUCCESS", 1L, "start SUCCESS", 1L, "exec SUCCESS", 1L, "exec ERROR", 1L));

			container.stop(Duration.ZERO);
			assertThat(counts(meters)).containsEntry("stop SUCCESS", 1L);
		}
	}

	@Test
	void aSessionIsObservedUntilItsEnd(TestDaemon daemon, Namespace namespace) {
		daemon.importBusybox(namespace);
		try (ConfigurableApplicationContext context = start(daemon, namespace)) {
			MeterRegistry meters = context.getBean(MeterRegistry.class);
			Task task = context.getBean(ContainerService.class)
				.create(ContainerSpec.builder("web").image(BusyboxImage.REFERENCE).args("sleep", "600").build())
				.start();

			try (ExecSession session = task.execBuilder("sh", "-c", "read line").open()) {
				assertThat(counts(meters)).doesNotContainKey("exec SUCCESS");
				session.signal(Signal.KILL);
				session.waitFor();
				await().atMost(LIMIT).untilAsserted(() -> assertThat(counts(meters)).containsEntry("exec SUCCESS", 1L));
			}
			ExecSession left = task.execBuilder("sleep", "600").open();
			left.detach();
			assertThat(counts(meters)).containsEntry("exec SUCCESS", 2L);
			assertThatExceptionOfType(ContainerdException.class)
				.isThrownBy(() -> task.execBuilder("/no/such/program").open());
			assertThat(counts(meters)).containsEntry("exec ERROR", 1L);
		}
	}

	private static Map<String, Long> counts(MeterRegistry meters) {
		return meters.find("containerd.container")
			.timers()
			.stream()
			.collect(Collectors.toMap(
					(timer) -> timer.getId().getTag("operation") + " " + timer.getId().getTag("outcome"), Timer::count,
					Long::sum));
	}

	private static ConfigurableApplicationContext start(TestDaemon daemon, Namespace namespace) {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.run("--containerd.address=" + daemon.address(), "--containerd.namespace=" + namespace.name(),
					"--containerd.events.enabled=false");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		SimpleMeterRegistry meters() {
			return new SimpleMeterRegistry();
		}

	}

}

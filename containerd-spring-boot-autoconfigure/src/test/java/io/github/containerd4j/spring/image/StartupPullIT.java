package io.github.containerd4j.spring.image;

import java.time.Duration;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.embedded.BusyboxImage;
import io.github.containerd4j.spring.image.ImagePullProgress.State;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import io.github.containerd4j.test.TestRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Pulls at the start of an application, from a real registry with a password.
 */
@DaemonTest
@Timeout(120)
class StartupPullIT {

	private final TestRegistry registry = TestRegistry.withPassword();

	private final Namespace namespace;

	private final String address;

	private final String image = this.registry.address() + "/team/busybox:1";

	StartupPullIT(TestDaemon daemon, Namespace namespace) {
		this.namespace = namespace;
		daemon.importBusybox(namespace);
		daemon.ctr(namespace, "images", "tag", BusyboxImage.REFERENCE, this.image);
		daemon.ctr(namespace, "images", "push", "--plain-http", "--user",
				TestRegistry.USER + ":" + TestRegistry.PASSWORD, this.image);
		namespace.images().delete(BusyboxImage.REFERENCE);
		namespace.images().deleteAndCollect(this.image);
		this.address = daemon.address();
	}

	@AfterEach
	void stopRegistry() {
		this.registry.close();
	}

	@Test
	void anImageIsThereBeforeTheApplicationIsReady() {
		try (ConfigurableApplicationContext context = start(this.image,
				"containerd.images.startup.mode=before-readiness")) {
			assertThat(this.namespace.images().find(this.image)).isPresent();
			assertThat(context.getBean(Pulls.class).events).extracting(ImagePullProgress::state)
				.startsWith(State.STARTED)
				.endsWith(State.SUCCEEDED);
			assertThat(context.getBean(Pulls.class).events).allSatisfy((event) -> {
				assertThat(event.namespace()).isEqualTo(this.namespace.name());
				assertThat(event.image()).isEqualTo(this.image);
				assertThat(event.percent()).isBetween(0, 100);
			});
			MeterRegistry meters = context.getBean(MeterRegistry.class);
			assertThat(meters.get("containerd.image")
				.tags("operation", "pull", "namespace", this.namespace.name(), "outcome", "SUCCESS")
				.timer()
				.count()).isEqualTo(1);
			assertThat(meters.get("containerd.image.layers").tag("operation", "pull").counter().count()).isPositive();
		}
	}

	@Test
	void anImageComesInTheBackground() {
		try (ConfigurableApplicationContext context = start(this.image)) {
			await().atMost(Duration.ofSeconds(30))
				.until(() -> context.getBean(Pulls.class).events.stream()
					.anyMatch((event) -> event.state() == State.SUCCEEDED));
			assertThat(this.namespace.images().find(this.image)).isPresent();
		}
	}

	@Test
	void aFailureEndsTheStartIfTold() {
		assertThatExceptionOfType(StartupPullException.class)
			.isThrownBy(() -> start(this.registry.address() + "/no/such:1",
					"containerd.images.startup.mode=before-readiness", "containerd.images.startup.fail-on-error=true"))
			.withCauseInstanceOf(NotFoundException.class);
	}

	@Test
	void aFailureIsOnlyLoggedOtherwise() {
		String missing = this.registry.address() + "/no/such:1";
		try (ConfigurableApplicationContext context = start(missing + "," + this.image,
				"containerd.images.startup.mode=before-readiness")) {
			assertThat(context.getBean(Pulls.class).events)
				.anySatisfy((event) -> assertThat(event.failure()).isInstanceOf(NotFoundException.class));
			assertThat(this.namespace.images().find(this.image)).isPresent();
		}
	}

	private ConfigurableApplicationContext start(String images, String... properties) {
		String credentials = "containerd.registry.credentials[" + this.registry.address() + "].";
		String[] all = Stream
			.concat(Stream.of("containerd.address=" + this.address, "containerd.namespace=" + this.namespace.name(),
					"containerd.images.pull-at-startup=" + images, credentials + "username=" + TestRegistry.USER,
					credentials + "password=" + TestRegistry.PASSWORD), Arrays.stream(properties))
			.map((property) -> "--" + property)
			.toArray(String[]::new);
		return new SpringApplicationBuilder(Pulls.class).web(WebApplicationType.NONE).run(all);
	}

	/**
	 * An application that remembers what it hears.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Pulls {

		private final Queue<ImagePullProgress> events = new ConcurrentLinkedQueue<>();

		@Bean
		SimpleMeterRegistry meterRegistry() {
			return new SimpleMeterRegistry();
		}

		@EventListener
		void on(ImagePullProgress event) {
			this.events.add(event);
		}

	}

}

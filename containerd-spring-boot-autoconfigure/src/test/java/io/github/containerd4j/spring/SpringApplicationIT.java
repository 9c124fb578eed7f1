package io.github.containerd4j.spring;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.github.containerd4j.embedded.EmbeddedContainerdException;
import io.github.containerd4j.event.ContainerdEvent;
import io.github.containerd4j.event.TaskExit;
import io.github.containerd4j.spring.TestApplication.Listeners;
import io.github.containerd4j.spring.event.ContainerdEventPublisher;
import io.github.containerd4j.spring.health.ContainerdHealthIndicator;
import io.github.containerd4j.spring.info.ContainerdInfoContributor;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A whole application on a real daemon.
 */
@DaemonTest
@Timeout(120)
class SpringApplicationIT {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final TestDaemon daemon;

	SpringApplicationIT(TestDaemon daemon) {
		this.daemon = daemon;
	}

	@Test
	void healthIsUpAndTellsTheVersion() {
		try (ConfigurableApplicationContext context = TestApplication.start(this.daemon.address())) {
			Health health = context.getBean(ContainerdHealthIndicator.class).health();

			assertThat(health.getStatus()).isEqualTo(Status.UP);
			assertThat(health.getDetails()).containsKeys("address", "version", "latencyMs").doesNotContainKey("error");
			assertThat(health.getDetails().get("version").toString()).contains(this.daemon.version());
		}
	}

	@Test
	void infoTellsTheVersion() {
		try (ConfigurableApplicationContext context = TestApplication.start(this.daemon.address())) {
			Info.Builder info = new Info.Builder();
			context.getBean(ContainerdInfoContributor.class).contribute(info);

			assertThat(info.build().get("containerd", Map.class)).containsKeys("address", "version", "revision");
		}
	}

	@Test
	void aListenerGetsTheEventsOfItsType(Namespace namespace) throws InterruptedException {
		try (ConfigurableApplicationContext context = started(namespace)) {
			Listeners listeners = context.getBean(Listeners.class);

			run(namespace, "c1", "true");

			ContainerdEvent<TaskExit> exit = listeners.exits().poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
			assertThat(exit).isNotNull();
			assertThat(exit.namespace()).isEqualTo(namespace.name());
			assertThat(exit.payload().containerId()).isEqualTo("c1");
			// The delete of a task is missing: a shim may end before it has sent that.
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(topics(listeners)).contains("/containers/create", "/tasks/create",
						"/tasks/start", "/tasks/exit", "/containers/delete"));
		}
	}

	@Test
	void aConditionSelectsEvents(Namespace namespace) throws InterruptedException {
		try (ConfigurableApplicationContext context = started(namespace)) {
			Listeners listeners = context.getBean(Listeners.class);

			run(namespace, "good", "true");
			run(namespace, "bad", "false");

			ContainerdEvent<TaskExit> failure = listeners.failures().poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
			assertThat(failure).isNotNull();
			assertThat(failure.payload().containerId()).isEqualTo("bad");
			assertThat(listeners.failures()).isEmpty();
		}
	}

	@Test
	void anAsyncListenerRunsOnAnotherThread(Namespace namespace) throws InterruptedException {
		try (ConfigurableApplicationContext context = started(namespace)) {
			Listeners listeners = context.getBean(Listeners.class);

			run(namespace, "c1", "true");

			assertThat(listeners.async().await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
			assertThat(listeners.asyncThreads().get("c1")).isNotNull().doesNotStartWith("containerd-events");
		}
	}

	@Test
	void anOpenEventStreamDoesNotHoldUpTheEnd(Namespace namespace) {
		ConfigurableApplicationContext context = started(namespace);

		long start = System.nanoTime();
		context.close();

		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
	}

	@Test
	void aStoppedDaemonIsDownAndComesBack() {
		try (EmbeddedContainerd own = this.daemon.startPrivate();
				ConfigurableApplicationContext context = TestApplication.start(own.address())) {
			ContainerdHealthIndicator indicator = context.getBean(ContainerdHealthIndicator.class);
			assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);

			own.kill();

			Health down = indicator.health();
			assertThat(down.getStatus()).isEqualTo(Status.DOWN);
			assertThat(down.getDetails().get("error").toString()).contains("start containerd");

			own.start();

			assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
		}
	}

	@Test
	void aFrozenDaemonIsDownWithinTheTimeout() {
		try (EmbeddedContainerd own = this.daemon.startPrivate();
				ConfigurableApplicationContext context = TestApplication.start(own.address(),
						"containerd.health.timeout=1s")) {
			ContainerdHealthIndicator indicator = context.getBean(ContainerdHealthIndicator.class);
			assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
			own.freeze();

			long start = System.nanoTime();
			Health health = indicator.health();

			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
			assertThat(health.getStatus()).isEqualTo(Status.DOWN);
			own.thaw();
		}
	}

	@Test
	void containersAndTasksAreCounted(Namespace namespace) {
		try (ConfigurableApplicationContext context = TestApplication.start(this.daemon.address(),
				"containerd.metrics.refresh-interval=100ms")) {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			this.daemon.importBusybox(namespace);
			this.daemon.ctr("--namespace", namespace.name(), "run", "--detach", image(namespace), "c1", "sleep",
					"1000");

			await().atMost(PATIENCE).untilAsserted(() -> {
				assertThat(scrape(registry, "containerd.namespaces")).isPositive();
				assertThat(scrape(registry, "containerd.containers", "namespace", namespace.name())).isOne();
				assertThat(scrape(registry, "containerd.tasks", "namespace", namespace.name(), "status", "running"))
					.isOne();
				assertThat(scrape(registry, "containerd.tasks", "namespace", namespace.name(), "status", "stopped"))
					.isZero();
			});
		}
	}

	@Test
	void aFrozenDaemonDelaysNoScrape() {
		try (EmbeddedContainerd own = this.daemon.startPrivate();
				ConfigurableApplicationContext context = TestApplication.start(own.address(),
						"containerd.metrics.refresh-interval=100ms")) {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			await().atMost(PATIENCE).until(() -> !Double.isNaN(scrape(registry, "containerd.namespaces")));
			own.freeze();

			long start = System.nanoTime();
			for (int i = 0; i < 10; i++) {
				scrape(registry, "containerd.namespaces");
			}

			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(500));
			own.thaw();
		}
	}

	@Test
	void theStateOfTheEventStreamIsMeasured() {
		try (EmbeddedContainerd own = this.daemon.startPrivate();
				ConfigurableApplicationContext context = TestApplication.start(own.address())) {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			await().atMost(PATIENCE).until(() -> scrape(registry, "containerd.events.connected") == 1);

			own.kill();
			await().atMost(PATIENCE).until(() -> scrape(registry, "containerd.events.connected") == 0);

			own.start();
			await().atMost(PATIENCE).until(() -> registry.get("containerd.events.gaps").functionCounter().count() == 1);
			assertThat(scrape(registry, "containerd.events.connected")).isOne();
		}
	}

	@Test
	void anEmbeddedDaemonIsStartedAndStopped() {
		Path directory;
		try (ConfigurableApplicationContext context = TestApplication.start("/nowhere/containerd.sock",
				"containerd.embedded.enabled=true",
				"containerd.embedded.bin-directory=" + this.daemon.binDirectory())) {
			directory = context.getBean(EmbeddedContainerd.class).directory();
			assertThat(directory).exists();
			assertThat(context.getBean(ContainerdHealthIndicator.class).health().getStatus()).isEqualTo(Status.UP);
		}
		assertThat(directory).doesNotExist();
	}

	@Test
	void noThreadOfTheConnectionKeepsTheProgramAlive() throws IOException, InterruptedException {
		ProcessBuilder command = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-cp", System.getProperty("java.class.path"), TestApplication.class.getName(),
				"--containerd.address=" + this.daemon.address());
		File output = File.createTempFile("application", ".log");
		try {
			Process program = command.redirectErrorStream(true).redirectOutput(output).start();
			try {
				assertThat(program.waitFor(60, TimeUnit.SECONDS)).as("the program ends").isTrue();
				assertThat(program.exitValue()).isZero();
				assertThat(output).content().contains("version ").doesNotContain("WARN o.", "Exception");
			}
			finally {
				program.destroyForcibly();
			}
		}
		finally {
			assertThat(output.delete()).isTrue();
		}
	}

	private ConfigurableApplicationContext started(Namespace namespace) {
		this.daemon.importBusybox(namespace);
		ConfigurableApplicationContext context = TestApplication.start(this.daemon.address(),
				"containerd.events.namespaces=" + namespace.name());
		context.getBean(ContainerdEventPublisher.class).subscription().orElseThrow().awaitConnected(PATIENCE);
		return context;
	}

	private void run(Namespace namespace, String id, String program) {
		try {
			this.daemon.ctr("--namespace", namespace.name(), "run", "--rm", image(namespace), id, program);
		}
		catch (EmbeddedContainerdException ex) {
			// ctr ends with the exit status of the program
			assertThat(program).isEqualTo("false");
		}
	}

	private String image(Namespace namespace) {
		return this.daemon.importBusybox(namespace);
	}

	private static Set<String> topics(Listeners listeners) {
		return listeners.all().stream().map(ContainerdEvent::topic).collect(Collectors.toSet());
	}

	private static double scrape(MeterRegistry registry, String name, String... tags) {
		// As a registry does it: every gauge is read.
		registry.get("containerd.namespaces").gauge().value();
		Gauge gauge = registry.find(name).tags(tags).gauge();
		return (gauge != null) ? gauge.value() : Double.NaN;
	}

}

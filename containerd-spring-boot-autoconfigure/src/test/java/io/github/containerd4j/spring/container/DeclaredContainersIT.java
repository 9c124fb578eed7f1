package io.github.containerd4j.spring.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.container.ContainerService;
import io.github.containerd4j.embedded.BusyboxImage;
import io.github.containerd4j.probe.ProbeState;
import io.github.containerd4j.spec.ContainerSpec;
import io.github.containerd4j.spring.container.DeclaredContainerEvent.Step;
import io.github.containerd4j.spring.container.DeclaredContainerStatus.Phase;
import io.github.containerd4j.spring.health.DeclaredContainersHealthIndicator;
import io.github.containerd4j.stdio.JsonLog;
import io.github.containerd4j.stdio.LogQuery;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.task.TaskStatus;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ApplicationContextException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Containers that an application declares, on a real daemon.
 */
@DaemonTest
@Timeout(120)
class DeclaredContainersIT {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	// Most containers here have no handler for SIGTERM, which the first process of a
	// container then ignores.
	private static final String STOP_TIMEOUT = "100ms";

	private final TestDaemon daemon;

	private final Namespace namespace;

	DeclaredContainersIT(TestDaemon daemon, Namespace namespace) {
		this.daemon = daemon;
		this.namespace = namespace;
		daemon.importBusybox(namespace);
	}

	@Test
	void aDeclaredContainerRunsWhileTheApplicationDoes() {
		try (ConfigurableApplicationContext context = start("web.command=sleep,600", "web.limits.memory=16MB",
				"web.limits.pids=20", "web.env.GREETING=hello", "web.labels.team=web")) {
			assertThat(status("web")).isEqualTo(TaskStatus.RUNNING);
			assertThat(steps(context)).containsExactly(Step.IMAGE_READY, Step.CREATED, Step.STARTED);
			assertThat(this.namespace.containers().get("web").info().labels()).containsEntry("team", "web");
			assertThat(this.daemon.ctr(this.namespace, "tasks", "exec", "--exec-id", "e", "web", "env"))
				.contains("GREETING=hello");
			assertThat(context.getBean(DeclaredContainers.class).status()).extracting(DeclaredContainerStatus::phase)
				.containsExactly(Phase.STARTED);
		}

		assertThat(this.namespace.containers().find("web")).isPresent();
		assertThat(this.namespace.tasks().find("web").filter((task) -> task.info().status() == TaskStatus.RUNNING))
			.isEmpty();
	}

	@Test
	void theNextStartUsesTheSameContainerAgain() {
		start("web.command=sleep,600").close();
		var created = this.namespace.containers().get("web").info().createdAt();

		try (ConfigurableApplicationContext context = start("web.command=sleep,600")) {
			assertThat(this.namespace.containers().get("web").info().createdAt()).isEqualTo(created);
			assertThat(steps(context)).containsExactly(Step.IMAGE_READY, Step.ADOPTED, Step.STARTED);
			assertThat(status("web")).isEqualTo(TaskStatus.RUNNING);
		}
	}

	@Test
	void aContainerThatWasLeftIsAdoptedRunning() {
		start("web.command=sleep,600", "web.on-stop=leave").close();
		int pid = this.namespace.tasks().get("web").info().pid();

		try (ConfigurableApplicationContext context = start("web.command=sleep,600", "web.on-stop=stop-and-delete")) {
			assertThat(this.namespace.tasks().get("web").info().pid()).isEqualTo(pid);
			assertThat(steps(context)).containsExactly(Step.IMAGE_READY, Step.ADOPTED);
		}

		assertThat(this.namespace.containers().find("web")).isEmpty();
	}

	@Test
	void aChangedDeclarationMakesANewContainer() {
		start("web.command=sleep,600", "web.on-stop=leave").close();

		try (ConfigurableApplicationContext context = start("web.command=sleep,601")) {
			assertThat(steps(context)).containsExactly(Step.IMAGE_READY, Step.OUTDATED, Step.CREATED, Step.STARTED);
			assertThat(status("web")).isEqualTo(TaskStatus.RUNNING);
		}
	}

	@Test
	void aContainerThatNobodyDeclaredIsLeftAlone() {
		this.daemon.ctr(this.namespace, "containers", "create", BusyboxImage.REFERENCE, "web", "true");

		assertThatExceptionOfType(ApplicationContextException.class).isThrownBy(() -> start("web.command=sleep,600"))
			.havingRootCause()
			.isInstanceOf(ForeignContainerException.class)
			.withMessageContaining(this.namespace.name() + "/web");
		assertThat(this.namespace.containers().find("web")).isPresent();
	}

	@Test
	void aFailureEndsTheStartAndStopsWhatWasStarted() {
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> start("a.command=sleep,600", "b.command=/no/such/program"));

		assertThat(this.namespace.tasks().find("a").filter((task) -> task.info().status() == TaskStatus.RUNNING))
			.isEmpty();
	}

	@Test
	void inTheBackgroundAFailureIsOnlyReported() {
		try (ConfigurableApplicationContext context = startWith(
				List.of("containerd.container-lifecycle.startup=background"), "b.command=/no/such/program",
				"a.command=sleep,600")) {
			await().atMost(LIMIT)
				.untilAsserted(() -> assertThat(context.getBean(DeclaredContainers.class).status())
					.extracting(DeclaredContainerStatus::phase)
					.containsExactlyInAnyOrder(Phase.FAILED, Phase.STARTED));
			assertThat(steps(context)).contains(Step.FAILED);
			assertThat(status("a")).isEqualTo(TaskStatus.RUNNING);
		}
	}

	@Test
	void theStartWaitsForContainersOnlySoLong() {
		try (ConfigurableApplicationContext context = startWith(
				List.of("containerd.container-lifecycle.startup-timeout=1ms"), "web.command=sleep,600")) {
			await().atMost(LIMIT)
				.until(() -> context.getBean(DeclaredContainers.class).status().get(0).phase() == Phase.STARTED);
			assertThat(status("web")).isEqualTo(TaskStatus.RUNNING);
		}
	}

	@Test
	void probesTellWhatTheyKnowAndWhenThatChanges() {
		try (ConfigurableApplicationContext context = start("web.command=sleep,600",
				"web.probes.live.exec=test,!,-e,/tmp/broken", "web.probes.live.interval=100ms",
				"web.probes.live.retries=1", "containerd.health.containers.enabled=true")) {
			HealthIndicator health = context.getBean(DeclaredContainersHealthIndicator.class);
			assertThat(health.health().getStatus()).isIn(Status.OUT_OF_SERVICE, Status.UP);
			await().atMost(LIMIT).until(() -> probeState(context) == ProbeState.HEALTHY);
			assertThat(health.health().getStatus()).isEqualTo(Status.UP);

			this.daemon.ctr(this.namespace, "tasks", "exec", "--exec-id", "break", "web", "touch", "/tmp/broken");

			await().atMost(LIMIT).until(() -> probeState(context) == ProbeState.UNHEALTHY);
			assertThat(context.getBean(Listener.class).probes).extracting((event) -> event.after().state())
				.containsExactly(ProbeState.HEALTHY, ProbeState.UNHEALTHY);
			assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
			assertThat(health.health().getDetails()).hasEntrySatisfying(this.namespace.name() + "/web",
					(details) -> assertThat(details).hasToString("{probes={live=unhealthy}, task=running}"));
		}
	}

	@Test
	void theDefaultsHoldForContainersOfTheBeansToo() {
		try (ConfigurableApplicationContext context = startWith(List.of("containerd.defaults.limits.pids=33",
				"containerd.defaults.log.driver=json", "containerd.defaults.network.mode=host"))) {
			Container container = context.getBean(ContainerService.class)
				.create(ContainerSpec.builder("own")
					.image(BusyboxImage.REFERENCE)
					.args("sh", "-c", "readlink /proc/self/ns/net")
					.build());
			Task task = container.start();
			task.waitFor();
			task.delete();

			assertThat(container.info().spec().asText()).contains("\"pids\":{\"limit\":33}");
			assertThat(JsonLog.at(this.namespace.containerDirectory("own").file("log.json")).read(LogQuery.all()))
				.singleElement()
				.satisfies((entry) -> assertThat(entry.text().strip())
					.isEqualTo(Files.readSymbolicLink(Path.of("/proc/self/ns/net")).toString()));
			container.delete();
		}
	}

	@Test
	void outputGoesToAFile(@TempDir Path directory) {
		Path log = directory.resolve("web.log");

		try (ConfigurableApplicationContext context = start("web.command=sh,-c,echo one; sleep 600",
				"web.log.file=" + log)) {
			await().atMost(LIMIT).untilAsserted(() -> assertThat(Files.readString(log)).isEqualTo("one\n"));
		}
	}

	@Test
	void outputGoesToAJsonLogOverRestartsOfTheApplication() {
		String[] web = { "web.command=sh,-c,trap 'echo two; exit' TERM; echo one; sleep 600 & wait",
				"web.log.driver=json", "web.stop-timeout=20s" };
		try (ConfigurableApplicationContext context = start(web)) {
			awaitLog("one");
		}
		try (ConfigurableApplicationContext context = start(web)) {
			awaitLog("one", "two", "one");
		}
		awaitLog("one", "two", "one", "two");
	}

	private void awaitLog(String... lines) {
		JsonLog log = JsonLog.at(this.namespace.containerDirectory("web").file("log.json"));
		await().atMost(LIMIT)
			.untilAsserted(() -> assertThat(log.read(LogQuery.all())).extracting((entry) -> entry.text().strip())
				.containsExactly(lines));
	}

	@Test
	void aContainerThatEndsWithAnErrorIsDown() {
		try (ConfigurableApplicationContext context = start("web.command=sh,-c,exit 3",
				"containerd.health.containers.enabled=true")) {
			HealthIndicator health = context.getBean(DeclaredContainersHealthIndicator.class);
			await().atMost(LIMIT).untilAsserted(() -> assertThat(health.health().getStatus()).isEqualTo(Status.DOWN));
			assertThat(health.health().getDetails())
				.hasToString("{" + this.namespace.name() + "/web={task=stopped, exitCode=3}}");
		}
	}

	private TaskStatus status(String id) {
		return this.namespace.tasks().get(id).info().status();
	}

	private static ProbeState probeState(ConfigurableApplicationContext context) {
		return context.getBean(DeclaredContainers.class).status().get(0).probeState();
	}

	private static List<Step> steps(ConfigurableApplicationContext context) {
		return context.getBean(Listener.class).events.stream().map(DeclaredContainerEvent::step).toList();
	}

	private ConfigurableApplicationContext start(String... containers) {
		return startWith(List.of(), containers);
	}

	private ConfigurableApplicationContext startWith(List<String> properties, String... containers) {
		List<String> declarations = List.of(containers);
		Stream<String> images = declarations.stream()
			.filter((property) -> !property.startsWith("containerd."))
			.map((property) -> property.substring(0, property.indexOf('.')))
			.distinct()
			.flatMap((id) -> Stream.of(id + ".image=" + BusyboxImage.REFERENCE, id + ".stop-timeout=" + STOP_TIMEOUT))
			.filter((property) -> declarations.stream().noneMatch((own) -> isSameName(own, property)))
			.map((property) -> "containerd.containers." + property);
		Stream<String> declared = Arrays.stream(containers)
			.map((property) -> property.startsWith("containerd.") ? property : "containerd.containers." + property);
		Stream<String> base = Stream.of("containerd.address=" + this.daemon.address(),
				"containerd.namespace=" + this.namespace.name(), "containerd.events.enabled=false");
		String[] all = Stream.of(base, properties.stream(), images, declared)
			.flatMap((part) -> part)
			.map((property) -> "--" + property)
			.toArray(String[]::new);
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE).run(all);
	}

	private static boolean isSameName(String property, String other) {
		return property.startsWith(other.substring(0, other.indexOf('=') + 1));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Listener listener() {
			return new Listener();
		}

	}

	/**
	 * Remembers what it hears.
	 */
	static class Listener {

		private final Queue<DeclaredContainerEvent> events = new ConcurrentLinkedQueue<>();

		private final Queue<ContainerProbeEvent> probes = new ConcurrentLinkedQueue<>();

		@EventListener
		void on(DeclaredContainerEvent event) {
			this.events.add(event);
		}

		@EventListener
		void on(ContainerProbeEvent event) {
			this.probes.add(event);
		}

	}

}

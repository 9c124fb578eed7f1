package io.github.containerd4j.spring.metrics;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.github.containerd4j.Filter;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.embedded.BusyboxImage;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What containers use, read from a real daemon.
 */
@DaemonTest
@Timeout(120)
class ContainerMetricsIT {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private final MeterRegistry registry = new SimpleMeterRegistry();

	private final TestDaemon daemon;

	private final Namespace namespace;

	private ContainerdContainerMetrics metrics;

	ContainerMetricsIT(TestDaemon daemon, Namespace namespace) {
		this.daemon = daemon;
		this.namespace = namespace;
		daemon.importBusybox(namespace);
	}

	@AfterEach
	void close() {
		this.metrics.close();
	}

	@Test
	void containersWithTheLabelHaveGauges() {
		run("measured", "team=web", "sh", "-c", "while :; do :; done");
		run("other", "team=db", "sleep", "600");

		bind(10);

		await().atMost(LIMIT).untilAsserted(() -> {
			assertThat(measured()).containsExactly("measured");
			assertThat(gauge("cpu.usage", "measured")).isBetween(0.01, 64.0);
		});
		assertThat(gauge("cpu.time", "measured")).isPositive();
		assertThat(gauge("memory.used", "measured")).isPositive();
		assertThat(gauge("memory.working.set", "measured")).isPositive();
		assertThat(gauge("processes", "measured")).isEqualTo(1);
		assertThat(gauge("io.read", "measured")).isNotNegative();
		assertThat(gauge("io.written", "measured")).isNotNegative();
	}

	@Test
	void trafficIsThatOfTheContainersInterfaces() throws Exception {
		run("measured", "team=web", "sleep", "600");
		Task task = this.namespace.tasks().get("measured");
		String enter = "nsenter --net --target " + task.info().pid() + " ip ";
		bind(10);
		await().atMost(LIMIT).untilAsserted(() -> {
			assertThat(measured()).containsExactly("measured");
			assertThat(gauge("network.sent", "measured")).isZero();
		});

		// A cable whose two ends are in the container: what one sends, the other
		// receives.
		String cable = enter + "link add out0 type veth peer name in0 && " + enter
				+ "addr add 192.0.2.1/24 dev out0 && " + enter + "link set out0 up && " + enter + "link set in0 up";
		assertThat(new ProcessBuilder("sh", "-c", cable).inheritIO().start().waitFor()).isZero();
		task.exec("ping", "-c", "1", "-W", "1", "192.0.2.2");

		await().atMost(LIMIT).untilAsserted(() -> {
			assertThat(measured()).containsExactly("measured");
			assertThat(gauge("network.sent", "measured")).isPositive();
			assertThat(gauge("network.received", "measured")).isPositive();
		});
	}

	@Test
	void theNetworkOfTheMachineIsNoContainers() {
		this.daemon.ctr(this.namespace, "run", "--detach", "--null-io", "--net-host", "--label", "team=web",
				BusyboxImage.REFERENCE, "hosted", "sleep", "600");

		bind(10);

		await().atMost(LIMIT).untilAsserted(() -> assertThat(measured()).containsExactly("hosted"));
		assertThat(gauge("network.sent", "hosted")).isNaN();
	}

	@Test
	void theGaugesGoWithTheirContainer() {
		run("brief", "team=web", "sleep", "600");
		run("lasting", "team=web", "sleep", "600");
		bind(10);
		await().atMost(LIMIT).untilAsserted(() -> assertThat(measured()).containsExactly("brief", "lasting"));

		this.daemon.ctr(this.namespace, "tasks", "delete", "--force", "brief");
		this.daemon.ctr(this.namespace, "containers", "delete", "brief");

		await().atMost(LIMIT).untilAsserted(() -> assertThat(measured()).containsExactly("lasting"));
	}

	@Test
	void thereIsABoundToTheirNumber() {
		for (String id : List.of("a", "b", "c")) {
			run(id, "team=web", "sleep", "600");
		}

		bind(2);

		await().atMost(LIMIT).untilAsserted(() -> assertThat(measured()).containsExactly("a", "b"));
	}

	private void run(String id, String label, String... command) {
		String[] run = { "run", "--detach", "--null-io", "--label", label, BusyboxImage.REFERENCE, id };
		String[] all = new String[run.length + command.length];
		System.arraycopy(run, 0, all, 0, run.length);
		System.arraycopy(command, 0, all, run.length, command.length);
		this.daemon.ctr(this.namespace, all);
	}

	private void bind(int maximum) {
		this.metrics = new ContainerdContainerMetrics(this.daemon.client(),
				new ContainerSelection(List.of(this.namespace.name()), List.of(Filter.label("team", "web")), maximum),
				Duration.ofSeconds(1));
		this.metrics.bindTo(this.registry);
	}

	// A scrape, which has what is old read again.
	private Set<String> measured() {
		this.registry.get("containerd.containers.measured").gauge().value();
		return this.registry.find("containerd.container.processes")
			.gauges()
			.stream()
			.map((gauge) -> gauge.getId().getTag("container"))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private double gauge(String name, String container) {
		Collection<Gauge> gauges = this.registry.find("containerd.container." + name)
			.tags("namespace", this.namespace.name(), "container", container)
			.gauges();
		return gauges.stream().mapToDouble(Gauge::value).findFirst().orElse(Double.NaN);
	}

}

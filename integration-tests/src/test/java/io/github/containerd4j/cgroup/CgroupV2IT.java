package io.github.containerd4j.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.SecludedDaemon;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.embedded.BusyboxImage;
import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.github.containerd4j.metric.CgroupV2Metrics;
import io.github.containerd4j.metric.HugetlbMetrics;
import io.github.containerd4j.spec.ContainerSpec;
import io.github.containerd4j.spec.Resources;
import io.github.containerd4j.state.ContainerStatus;
import io.github.containerd4j.task.ExecResult;
import io.github.containerd4j.task.Signal;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Containers in control groups of version 2, also on a machine whose controllers are in
 * those of version 1: the daemon sees nothing else.
 */
@DaemonTest
@Timeout(120)
class CgroupV2IT {

	private static final Duration LONG = Duration.ofSeconds(20);

	private static final Duration SHORT = Duration.ofMillis(300);

	private static final String HUGE = "2MB";

	private static final long HUGE_LIMIT = 4 << 20;

	private final EmbeddedContainerd daemon;

	private final ContainerdClient client;

	private final Namespace namespace;

	CgroupV2IT(@TempDir Path directory, TestDaemon daemon, Namespace namespace) {
		this.daemon = SecludedDaemon.start(daemon, directory, SecludedDaemon.ONLY_V2);
		this.client = ContainerdClient.create(this.daemon.address());
		this.namespace = this.client.namespace(namespace.name());
		this.daemon.importBusybox(namespace.name());
	}

	@AfterEach
	void close() {
		try (EmbeddedContainerd closing = this.daemon) {
			this.client.close();
		}
	}

	@Test
	void freezesAndTellsItInTheGroup() {
		Container container = start(sleeping());

		container.freeze();

		assertThat(container.status()).isEqualTo(ContainerStatus.PAUSED);
		assertThat(container.cgroup().get("cgroup.freeze")).isEqualTo("1");
		container.unfreeze();
		assertThat(container.status()).isEqualTo(ContainerStatus.RUNNING);
		assertThat(container.cgroup().get("cgroup.freeze")).isEqualTo("0");
	}

	@Test
	void letsAFrozenTaskSeeTheSignal() {
		Container container = start(asked());
		awaitReady(container);
		container.freeze();

		assertThat(container.task().orElseThrow().stop(LONG).code()).isEqualTo(7);
	}

	private static ContainerSpec.Builder asked() {
		return sleeping().args("sh", "-c", "trap 'exit 7' TERM; touch /ready; while true; do sleep 0.05; done");
	}

	private static void awaitReady(Container container) {
		Path ready = Path.of("/proc", String.valueOf(container.initPid().orElseThrow()), "root/ready");
		Awaitility.await().atMost(LONG).until(() -> Files.exists(ready));
	}

	@Test
	void killsATaskThatIsFrozenFromAbove() throws IOException {
		Container container = start(sleeping());
		Task task = container.task().orElseThrow();
		Path above = Path.of("/proc", String.valueOf(this.daemon.pid()), "root/sys/fs/cgroup", this.namespace.name(),
				"cgroup.freeze");
		Files.writeString(above, "1");
		try {
			assertThat(task.stop(SHORT).signal()).contains(Signal.KILL);
		}
		finally {
			Files.writeString(above, "0");
		}
	}

	@Test
	void killsACommandWhoseTimeIsOverWithItsChildren() {
		Container container = start(sleeping());

		ExecResult result = container.execBuilder("sh", "-c", "sleep 601 & sleep 602").timeout(SHORT).run();

		assertThat(result.timedOut()).isTrue();
		Awaitility.await()
			.atMost(LONG)
			.untilAsserted(() -> assertThat(container.task().orElseThrow().processes()).hasSize(1));
	}

	@Test
	void tellsStatisticsAndLimitsOfTheSecondVersion() {
		Container container = start(sleeping());

		assertThat(container.cgroup().get("hugetlb." + HUGE + ".max")).isEqualTo(Long.toString(HUGE_LIMIT));
		assertThat(container.task().orElseThrow().metrics().orElseThrow().cgroup()).isInstanceOfSatisfying(
				CgroupV2Metrics.class,
				(metrics) -> assertThat(metrics.hugetlb()).filteredOn((pages) -> pages.pageSize().equals(HUGE))
					.extracting(HugetlbMetrics::max)
					.containsExactly(HUGE_LIMIT));
	}

	private static ContainerSpec.Builder sleeping() {
		return ContainerSpec.builder("c")
			.image(BusyboxImage.REFERENCE)
			.args("sleep", "600")
			.resources(Resources.builder().hugepages(HUGE, HUGE_LIMIT).build())
			// Its controller may be in a hierarchy of the first version.
			.customize((document) -> document.remove("/linux/resources/cpu"));
	}

	private Container start(ContainerSpec.Builder spec) {
		Container container = this.namespace.containers().create(spec.build());
		container.start();
		return container;
	}

}

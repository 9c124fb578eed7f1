package io.github.containerd4j.task;

import java.time.Duration;
import java.util.List;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.spec.Resources;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What tasks use, and what happens when that is too much.
 */
@DaemonTest
@Timeout(60)
class TaskResourcesIT {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private final BusyboxTasks busybox;

	TaskResourcesIT(TestDaemon daemon, Namespace namespace) {
		this.busybox = new BusyboxTasks(daemon, namespace);
	}

	@Test
	void tellsWhatATaskUses() {
		Task task = this.busybox.start("c", "sleep", "600");
		task.update(Resources.builder().memory(33554432).pids(50).build());

		TaskStats stats = task.stats().orElseThrow();

		assertThat(stats.containerId()).isEqualTo("c");
		assertThat(stats.cpuNanos()).isPresent();
		assertThat(stats.memoryLimitBytes()).hasValue(33554432);
		assertThat(stats.workingSetBytes().orElseThrow()).isBetween(1L, stats.memoryBytes().orElseThrow());
		assertThat(stats.memoryPercent().orElseThrow()).isBetween(0.0, 100.0);
		assertThat(stats.processes().orElseThrow()).isPositive();
		assertThat(stats.processLimit()).hasValue(50);
		assertThat(stats.oomKills()).hasValue(0);
	}

	@Test
	void tellsHowBusyATaskIs() {
		Task busy = this.busybox.start("c", "sh", "-c", "while true; do :; done");
		Task idle = this.busybox.start("d", "sleep", "600");

		assertThat(busy.cpuPercent(Duration.ofSeconds(1)).orElseThrow()).isBetween(10.0, 150.0);
		assertThat(idle.cpuPercent(Duration.ofMillis(200)).orElseThrow()).isBetween(0.0, 10.0);
	}

	@Test
	void hasStatisticsUntilTheTaskIsDeleted() {
		Task task = this.busybox.start("c", "true");
		assertThat(task.waitFor(LIMIT)).isPresent();

		assertThat(task.stats()).isPresent();
		task.delete();
		assertThat(task.stats()).isEmpty();
		assertThat(task.cpuPercent(Duration.ofMillis(1))).isEmpty();
	}

	@Test
	void tellsCommandLinesOfAllProcesses() {
		Task task = this.busybox.start("c", "sh", "-c", "sleep 600; true");
		Process exec = task.exec(BusyboxTasks.exec("e", "sleep", "601", "0"));
		int pid = exec.start();

		Awaitility.await().atMost(LIMIT).untilAsserted(() -> assertThat(task.processes()).hasSize(3));
		List<ContainerProcess> processes = task.processes();
		assertThat(processes).filteredOn((process) -> process.pid() == task.info().pid())
			.singleElement()
			.satisfies((first) -> {
				assertThat(first.commandLine()).containsExactly("sh", "-c", "sleep 600; true");
				assertThat(first.execId()).isNull();
			});
		assertThat(processes).filteredOn((process) -> process.parentPid() == task.info().pid())
			.singleElement()
			.satisfies((child) -> assertThat(child.commandLine()).containsExactly("sleep", "600"));
		assertThat(processes).filteredOn((process) -> process.pid() == pid).singleElement().satisfies((added) -> {
			assertThat(added.commandLine()).containsExactly("sleep", "601", "0");
			assertThat(added.execId()).isEqualTo("e");
			assertThat(added.name()).isEqualTo("sleep");
		});
	}

	@Test
	void tellsThatMemoryRanOut() {
		Task task = this.busybox.create("c", "sh", "-c", "tail /dev/zero");
		task.update(Resources.builder().memory(16777216).memoryWithSwap(16777216).build());
		task.start();

		ExitStatus exit = task.waitFor(LIMIT).orElseThrow();

		assertThat(exit.code()).isEqualTo(137);
		assertThat(exit.oomKill()).isEqualTo(OomKill.LIKELY);
		assertThat(task.stats().orElseThrow().oomKills().orElseThrow()).isPositive();
	}

}

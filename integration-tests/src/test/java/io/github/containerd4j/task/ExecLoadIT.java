package io.github.containerd4j.task;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.spec.ContainerSpec;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.Leaks;
import io.github.containerd4j.test.TestDaemon;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many commands at once. How many is told by the system properties
 * {@code containerd.test.execs} and {@code containerd.test.exec-containers}, which the
 * Maven profile {@code soak} sets to 1,000 in 50.
 */
@DaemonTest
@Timeout(600)
class ExecLoadIT {

	private static final int EXECS = Integer.getInteger("containerd.test.execs", 100);

	private static final int CONTAINERS = Integer.getInteger("containerd.test.exec-containers", 5);

	private final Namespace namespace;

	private final String image;

	ExecLoadIT(TestDaemon daemon, Namespace namespace) {
		// The daemon's answers take longer when all begin at once.
		this.namespace = namespace.withTimeout(Duration.ofMinutes(5));
		this.image = daemon.importBusybox(namespace);
	}

	@Test
	void manyCommandsAtOnceGiveTheirOwnOutputAndLeaveNothing() throws Exception {
		List<Task> tasks = IntStream.range(0, CONTAINERS).mapToObj((i) -> start("c" + i)).toList();
		tasks.get(0).exec("true").requireSuccess();
		Leaks before = Leaks.snapshot();

		List<CompletableFuture<ExecResult>> results = new ArrayList<>();
		for (int i = 0; i < EXECS; i++) {
			results
				.add(tasks.get(i % CONTAINERS).execBuilder("sh", "-c", "echo " + i + "; exit " + i % 100).runAsync());
		}

		for (int i = 0; i < EXECS; i++) {
			ExecResult result = results.get(i).get(300, TimeUnit.SECONDS);
			assertThat(result.stdout()).isEqualTo(i + "\n");
			assertThat(result.exitCode()).isEqualTo(i % 100);
		}
		Leaks.assertNothingLeft(before);
		assertThat(tasks).allSatisfy((task) -> assertThat(task.pids()).hasSize(1));
		tasks.forEach(Task::deleteForcibly);
	}

	private Task start(String id) {
		Container container = this.namespace.containers()
			.create(ContainerSpec.builder(id).image(this.image).args("sleep", "600").build());
		return container.start();
	}

}

package io.github.containerd4j.container;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.SecludedDaemon;
import io.github.containerd4j.embedded.BusyboxImage;
import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.github.containerd4j.spec.ContainerSpec;
import io.github.containerd4j.spec.Resources;
import io.github.containerd4j.state.ContainerStatus;
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
 * Another program than runc. crun refuses a machine that has control groups of both
 * versions, so the daemon sees those of one.
 */
@DaemonTest
@Timeout(120)
class CrunIT {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private final EmbeddedContainerd daemon;

	private final ContainerdClient client;

	private final Namespace namespace;

	CrunIT(@TempDir Path directory, TestDaemon daemon, Namespace namespace) {
		this.daemon = SecludedDaemon.start(daemon, directory, SecludedDaemon.NOT_BOTH);
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
	void runsContainersFromCreationToDeletion() {
		Container container = this.namespace.containers()
			.create(ContainerSpec.builder("c")
				.image(BusyboxImage.REFERENCE)
				.args("sh", "-c", "trap 'exit 7' TERM; touch /ready; while true; do sleep 0.05; done")
				.resources(Resources.builder().pids(20).build())
				.runtimeBinary("crun")
				.build());
		Task task = container.start();
		Path ready = Path.of("/proc", String.valueOf(task.info().pid()), "root/ready");
		Awaitility.await().atMost(LIMIT).until(() -> Files.exists(ready));

		assertThat(Path.of("/run/containerd/runc", this.namespace.name(), "c", "status")).as("crun's state").exists();
		assertThat(task.exec("sh", "-c", "echo out; exit 3"))
			.satisfies((result) -> assertThat(result.exitCode()).isEqualTo(3))
			.satisfies((result) -> assertThat(result.stdout()).isEqualTo("out\n"));
		assertThat(task.stats().orElseThrow().processLimit()).hasValue(20);
		container.freeze();
		assertThat(container.status()).isEqualTo(ContainerStatus.PAUSED);
		container.unfreeze();
		assertThat(container.stop(LIMIT).orElseThrow().code()).isEqualTo(7);
		container.delete();
		assertThat(this.namespace.containers().list()).isEmpty();
	}

}

package io.github.containerd4j.network;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.checkpoint.AfterCheckpoint;
import io.github.containerd4j.checkpoint.CheckpointRequest;
import io.github.containerd4j.checkpoint.CriuException;
import io.github.containerd4j.checkpoint.RestoreRequest;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.container.DeleteOptions;
import io.github.containerd4j.spec.ContainerSpec;
import io.github.containerd4j.stdio.ProcessStreams;
import io.github.containerd4j.stdio.Streams;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.task.TaskStatus;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestCriu;
import io.github.containerd4j.test.TestDaemon;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Containers with CNI networks are checkpointed and restored.
 */
@DaemonTest
@Timeout(120)
class CheckpointNetworkIT {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private static final String IMAGE = "example.test/checkpoints/network:1";

	private final BridgedDaemon daemon;

	private final Namespace namespace;

	CheckpointNetworkIT(TestDaemon daemon, @TempDir Path directory) {
		this.daemon = new BridgedDaemon(daemon, directory);
		this.namespace = this.daemon.namespaceWithBusybox();
	}

	@AfterEach
	void close() throws IOException {
		this.daemon.close();
	}

	@Test
	void connectsARestoredContainerBeforeItGoesOn() {
		Container one = BridgedDaemon.create(this.namespace, ContainerSpec.builder("one").keepNetwork());
		Task task = one.start();
		List<InetAddress> addresses = one.ips();
		if (TestCriu.directory().isEmpty()) {
			assertThatExceptionOfType(CriuException.class)
				.isThrownBy(() -> this.namespace.checkpoints().create("one", CheckpointRequest.to(IMAGE)));
			assertThat(one.ips()).isEqualTo(addresses).hasSize(2);
			return;
		}

		this.namespace.checkpoints().create("one", CheckpointRequest.to(IMAGE).withAfter(AfterCheckpoint.EXIT));
		Task restored = this.namespace.checkpoints()
			.restore(RestoreRequest.of(IMAGE, "two").withStreams(Streams.capture()));

		Container two = this.namespace.containers().get("two");
		assertThat(two.ips()).hasSize(2).doesNotContainAnyElementsOf(addresses);
		assertThat(restored.exec("ping", "-c", "1", "-W", "10", this.daemon.bridge().subnet() + "1").exitCode())
			.isZero();
		assertThat(restored.exec("cat", "/etc/hosts").stdout()).contains(two.ips().get(0).getHostAddress());
		ProcessStreams streams = restored.streams().orElseThrow();
		assertThat(streams.captured().stdout()).isEmpty();
		assertThat(task.refresh().status()).isEqualTo(TaskStatus.STOPPED);
		two.restart(Duration.ZERO);
		assertThat(two.ips()).hasSize(2);
	}

	@Test
	void refusesTheNetworkOfOneTaskBeforeAnythingIsDone() {
		Container one = BridgedDaemon.create(this.namespace, ContainerSpec.builder("one"));
		Task task = one.start();

		assertThatExceptionOfType(FailedPreconditionException.class)
			.isThrownBy(() -> this.namespace.checkpoints().create("one", CheckpointRequest.to(IMAGE)))
			.withMessageContaining("keepNetwork");

		assertThat(task.refresh().status()).isEqualTo(TaskStatus.RUNNING);
		assertThat(this.namespace.images().find(IMAGE)).isEmpty();
		assertThat(this.namespace.leases().list()).isEmpty();
	}

	@Test
	void connectsWhatIsRestoredWithoutMemory() throws IOException {
		BridgedDaemon.create(this.namespace, ContainerSpec.builder("one")).start();
		this.namespace.checkpoints().create("one", CheckpointRequest.to(IMAGE).withoutMemory());

		Task restored = this.namespace.checkpoints().restore(RestoreRequest.of(IMAGE, "two"));

		Container two = this.namespace.containers().get("two");
		assertThat(two.ips()).hasSize(2);
		Awaitility.await().atMost(LIMIT).until(() -> restored.exec("true").exitCode() == 0);
		two.delete(DeleteOptions.defaults().withForce());
		assertThat(this.daemon.bridge().addresses()).as("those of the first one").hasSize(2);
		assertThat(this.namespace.containerDirectory("two").path()).doesNotExist();
	}

}

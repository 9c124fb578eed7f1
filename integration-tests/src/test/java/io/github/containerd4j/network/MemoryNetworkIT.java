package io.github.containerd4j.network;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.container.DeleteOptions;
import io.github.containerd4j.embedded.BusyboxImage;
import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.github.containerd4j.migrate.MigrateOptions;
import io.github.containerd4j.spec.ContainerSpec;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.task.TaskStatus;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestCriu;
import io.github.containerd4j.test.TestDaemon;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Containers with CNI networks go on with their memory: from a stateful snapshot, and in
 * another namespace.
 */
@DaemonTest
@Timeout(120)
class MemoryNetworkIT {

	private final TestBridge bridge;

	private final EmbeddedContainerd own;

	private final ContainerdClient client;

	private final Namespace namespace;

	private final Namespace target;

	MemoryNetworkIT(TestDaemon daemon, @TempDir Path directory) {
		this.bridge = new TestBridge(directory).write();
		this.own = daemon.startPrivate(TestCriu.searchPath());
		this.client = ContainerdClient.builder()
			.address(this.own.address())
			.cni(this.bridge.cni().build())
			.dataDirectory(directory.resolve("data"))
			.build();
		String name = "m" + Long.toString(this.own.pid(), 36);
		this.namespace = this.client.namespace(name);
		this.target = this.client.namespace(name + "-target");
		this.own.importBusybox(this.namespace.name());
	}

	@AfterEach
	void close() throws IOException {
		for (Namespace each : List.of(this.namespace, this.target)) {
			each.containers().list().forEach((container) -> container.delete(DeleteOptions.defaults().withForce()));
		}
		assertThat(this.bridge.addresses()).isEmpty();
		assertThat(this.bridge.ports()).isEmpty();
		this.client.close();
		this.own.close();
		this.bridge.close();
	}

	@Test
	void statefulSnapshotsGoOnInANetworkThatIsKept() {
		Container one = create(ContainerSpec.builder("one").keepNetwork());
		one.start();
		List<InetAddress> addresses = one.ips();
		if (TestCriu.directory().isEmpty()) {
			return;
		}

		one.snapshots().create("memory", true);
		Task restored = one.snapshots().restore("memory").orElseThrow();

		assertThat(one.ips()).isEqualTo(addresses).hasSize(2);
		assertReaches(restored);
	}

	@Test
	void statefulSnapshotsOfTheNetworkOfOneTaskAreRefused() {
		Container one = create(ContainerSpec.builder("one"));
		Task task = one.start();

		assertThatExceptionOfType(FailedPreconditionException.class)
			.isThrownBy(() -> one.snapshots().create("memory", true))
			.withMessageContaining("keepNetwork");

		assertStays(one, task);
		assertThat(one.snapshots().all()).isEmpty();
	}

	@Test
	void liveMovesConnectTheContainerAtTheTarget() throws IOException {
		Container one = create(ContainerSpec.builder("one").keepNetwork());
		one.start();
		if (TestCriu.directory().isEmpty()) {
			return;
		}

		Container moved = one.migrate(this.target, MigrateOptions.running());

		assertThat(moved.ips()).hasSize(2);
		assertReaches(moved.task().orElseThrow());
		assertThat(this.bridge.addresses()).as("those of the source are free").hasSize(2);
	}

	@Test
	void liveMovesOfTheNetworkOfOneTaskAreRefused() {
		Container one = create(ContainerSpec.builder("one"));
		Task task = one.start();

		assertThatExceptionOfType(FailedPreconditionException.class)
			.isThrownBy(() -> one.migrate(this.target, MigrateOptions.running()))
			.withMessageContaining("keepNetwork");

		assertStays(one, task);
		assertThat(this.target.containers().list()).isEmpty();
	}

	private void assertReaches(Task task) {
		assertThat(task.exec("ping", "-c", "1", "-W", "10", this.bridge.subnet() + "1").exitCode()).isZero();
	}

	private void assertStays(Container one, Task task) {
		assertThat(task.refresh().status()).isEqualTo(TaskStatus.RUNNING);
		assertThat(one.ips()).hasSize(2);
		assertReaches(task);
		assertThat(this.namespace.leases().list()).isEmpty();
	}

	private Container create(ContainerSpec.Builder spec) {
		return this.namespace.containers()
			.create(spec.image(BusyboxImage.REFERENCE)
				.args("sh", "-c", "while true; do sleep 0.05; done")
				.network(NetworkSettings.cni())
				.build());
	}

}

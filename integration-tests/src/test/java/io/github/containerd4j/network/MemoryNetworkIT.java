package io.github.containerd4j.network;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;

import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.checkpoint.CriuException;
import io.github.containerd4j.container.Container;
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

	private final BridgedDaemon daemon;

	private final Namespace namespace;

	private final Namespace target;

	MemoryNetworkIT(TestDaemon daemon, @TempDir Path directory) {
		this.daemon = new BridgedDaemon(daemon, directory);
		this.namespace = this.daemon.namespaceWithBusybox();
		this.target = this.daemon.namespace("-target");
	}

	@AfterEach
	void close() throws IOException {
		this.daemon.close();
	}

	@Test
	void statefulSnapshotsGoOnInANetworkThatIsKept() {
		Container one = BridgedDaemon.create(this.namespace, ContainerSpec.builder("one").keepNetwork());
		one.start();
		List<InetAddress> addresses = one.ips();
		if (TestCriu.directory().isEmpty()) {
			assertThatExceptionOfType(CriuException.class).isThrownBy(() -> one.snapshots().create("memory", true));
			assertThat(one.ips()).isEqualTo(addresses).hasSize(2);
			return;
		}

		one.snapshots().create("memory", true);
		Task restored = one.snapshots().restore("memory").orElseThrow();

		assertThat(one.ips()).isEqualTo(addresses).hasSize(2);
		assertReaches(restored);
	}

	@Test
	void statefulSnapshotsOfTheNetworkOfOneTaskAreRefused() {
		Container one = BridgedDaemon.create(this.namespace, ContainerSpec.builder("one"));
		Task task = one.start();

		assertThatExceptionOfType(FailedPreconditionException.class)
			.isThrownBy(() -> one.snapshots().create("memory", true))
			.withMessageContaining("keepNetwork");

		assertStays(one, task);
		assertThat(one.snapshots().all()).isEmpty();
	}

	@Test
	void liveMovesConnectTheContainerAtTheTarget() throws IOException {
		Container one = BridgedDaemon.create(this.namespace, ContainerSpec.builder("one").keepNetwork());
		Task task = one.start();
		if (TestCriu.directory().isEmpty()) {
			assertThatExceptionOfType(CriuException.class)
				.isThrownBy(() -> one.migrate(this.target, MigrateOptions.running()));
			assertStays(one, task);
			return;
		}

		Container moved = one.migrate(this.target, MigrateOptions.running());

		assertThat(moved.ips()).hasSize(2);
		assertReaches(moved.task().orElseThrow());
		assertThat(this.daemon.bridge().addresses()).as("those of the source are free").hasSize(2);
	}

	@Test
	void liveMovesOfTheNetworkOfOneTaskAreRefused() {
		Container one = BridgedDaemon.create(this.namespace, ContainerSpec.builder("one"));
		Task task = one.start();

		assertThatExceptionOfType(FailedPreconditionException.class)
			.isThrownBy(() -> one.migrate(this.target, MigrateOptions.running()))
			.withMessageContaining("keepNetwork");

		assertStays(one, task);
		assertThat(this.target.containers().list()).isEmpty();
	}

	private void assertReaches(Task task) {
		assertThat(task.exec("ping", "-c", "1", "-W", "10", this.daemon.bridge().subnet() + "1").exitCode()).isZero();
	}

	private void assertStays(Container one, Task task) {
		assertThat(task.refresh().status()).isEqualTo(TaskStatus.RUNNING);
		assertThat(one.ips()).hasSize(2);
		assertReaches(task);
		assertThat(this.namespace.leases().list()).isEmpty();
	}

}

package io.github.containerd4j.connection;

import java.time.Duration;
import java.util.stream.IntStream;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.ResultStream;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.Leaks;
import io.github.containerd4j.test.TestDaemon;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@DaemonTest
class ClientResourcesIT {

	private static final int CLIENTS = 50;

	private final TestDaemon daemon;

	private final Namespace namespace;

	ClientResourcesIT(TestDaemon daemon, Namespace namespace) {
		this.daemon = daemon;
		this.namespace = namespace;
	}

	@BeforeEach
	void startSharedThreadsOfGrpc() {
		openAndClose();
	}

	@Test
	void manyClientsLeaveNothing() {
		Leaks before = Leaks.snapshot();

		openAndClose();

		Leaks.assertNothingLeft(before);
	}

	@Test
	void clientsThatAreClosedInTheMiddleOfAListLeaveNothing() {
		this.namespace.containers().create(ContainerInfo.builder("c1").spec(TypedValue.json("x", "{}")).build());
		Leaks before = Leaks.snapshot();

		for (int i = 0; i < CLIENTS; i++) {
			try (ContainerdClient client = ContainerdClient.create(this.daemon.address())) {
				ResultStream<Container> unread = client.namespace(this.namespace.name()).containers().stream();
				assertThat(unread).isNotNull();
			}
		}

		Leaks.assertNothingLeft(before);
	}

	@Test
	void aPrivateDaemonLeavesNothing() {
		try (EmbeddedContainerd warmUp = this.daemon.startPrivate()) {
			assertThat(warmUp.isRunning()).isTrue();
		}
		Leaks before = Leaks.snapshot();

		try (EmbeddedContainerd own = this.daemon.startPrivate()) {
			// All daemons of a machine share runc's directory: a namespace that no other
			// test uses.
			String image = own.importBusybox(this.namespace.name());
			own.ctr("--namespace", this.namespace.name(), "run", "--detach", "--null-io", image, "c1", "sleep", "600");
			Leaks during = Leaks.snapshot();
			assertThat(during.shims()).hasSize(before.shims().size() + 1);
			assertThat(during.mounts()).hasSize(before.mounts().size() + 1);
		}

		Leaks.assertNothingLeft(before);
	}

	private void openAndClose() {
		IntStream.range(0, CLIENTS).forEach((i) -> {
			try (ContainerdClient client = ContainerdClient.create(this.daemon.address())) {
				client.servingStatus(Duration.ofSeconds(10));
			}
		});
	}

}

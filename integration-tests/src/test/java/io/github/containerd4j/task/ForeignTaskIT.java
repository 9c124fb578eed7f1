package io.github.containerd4j.task;

import java.nio.file.Path;
import java.time.Duration;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.container.RuncOptions;
import io.github.containerd4j.container.RuntimeOptions;
import io.github.containerd4j.embedded.BusyboxImage;
import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.github.containerd4j.spec.ContainerSpec;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Two daemons of one machine, with tasks of the same namespace and identifier.
 */
@DaemonTest
@Timeout(120)
class ForeignTaskIT {

	private final EmbeddedContainerd daemon;

	private final ContainerdClient client;

	private final Namespace namespace;

	private final Container first;

	private final Container second;

	private final Path directory;

	ForeignTaskIT(TestDaemon other, Namespace namespace, @TempDir Path directory) {
		this.directory = directory;
		this.daemon = other.startPrivate();
		this.client = ContainerdClient.create(this.daemon.address());
		this.namespace = this.client.namespace(namespace.name());
		other.importBusybox(namespace);
		this.daemon.importBusybox(namespace.name());
		this.first = namespace.containers().create(sleeping().build());
		this.second = this.namespace.containers().create(sleeping().build());
	}

	private static ContainerSpec.Builder sleeping() {
		return ContainerSpec.builder("c").image(BusyboxImage.REFERENCE).args("sleep", "600");
	}

	@AfterEach
	void close() {
		try (EmbeddedContainerd closing = this.daemon) {
			this.client.close();
		}
	}

	@Test
	void isNotKilledByOneOfTheSameName() {
		this.first.start();

		assertThatExceptionOfType(FailedPreconditionException.class).isThrownBy(this.second::start)
			.withMessageContaining("runs a task of this name");

		assertThat(this.second.task()).isEmpty();
		assertThat(this.first.execute("echo", "alive").stdout()).isEqualTo("alive\n");
		this.first.stop(Duration.ZERO);
		this.second.start();
		assertThat(this.second.execute("echo", "alive").stdout()).isEqualTo("alive\n");
	}

	@Test
	void isInNobodysWayWithADirectoryOfItsOwn() {
		this.first.start();
		this.second.delete();
		RuntimeOptions own = RuncOptions.builder().root(this.directory.resolve("runc").toString()).build().toRuntime();
		Container apart = this.namespace.containers()
			.create(sleeping().runtime(own.name(), own.options())
				.cgroup("/" + this.namespace.name() + "/apart")
				.build());

		apart.start();

		assertThat(apart.execute("echo", "alive").stdout()).isEqualTo("alive\n");
		assertThat(this.first.execute("echo", "alive").stdout()).isEqualTo("alive\n");
		apart.stop(Duration.ZERO);
		assertThat(this.first.isRunning()).isTrue();
	}

}

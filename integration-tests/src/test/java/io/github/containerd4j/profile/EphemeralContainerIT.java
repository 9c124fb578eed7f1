package io.github.containerd4j.profile;

import java.time.Duration;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.spec.ContainerSpec;
import io.github.containerd4j.task.ExitStatus;
import io.github.containerd4j.task.ProcessStartException;
import io.github.containerd4j.task.Signal;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Containers that are deleted when they stop.
 */
@DaemonTest
@Timeout(60)
class EphemeralContainerIT {

	private static final Duration GRACE = Duration.ofMillis(100);

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private final TestDaemon daemon;

	private final Namespace namespace;

	private final String image;

	EphemeralContainerIT(TestDaemon daemon, Namespace namespace) {
		this.daemon = daemon;
		this.namespace = namespace;
		this.image = daemon.importBusybox(namespace);
	}

	@Test
	void isDeletedWhenItsProcessEnds() {
		Container container = create("c", "sleep", "600");

		container.start().kill(Signal.KILL);

		awaitNothing();
	}

	@Test
	void isDeletedBeforeStopReturns() {
		Container container = create("c", "sleep", "600");
		container.start();

		assertThat(container.stop(GRACE)).isPresent();

		assertNothing();
	}

	@Test
	void staysWhenItIsRestartedOrWasNeverStarted() {
		Container restarted = create("a", "sleep", "600");
		create("b", "sleep", "600");
		restarted.start();

		restarted.restart(GRACE);
		assertThat(this.namespace.containers().deleteStoppedEphemeral()).isEmpty();

		assertThat(this.namespace.containers().list()).hasSize(2);
		restarted.task().orElseThrow().kill(Signal.KILL);
		Awaitility.await()
			.atMost(LIMIT)
			.untilAsserted(() -> assertThat(this.namespace.containers().find("a")).isEmpty());
		assertThat(this.namespace.containers().find("b")).isPresent();
	}

	@Test
	void staysWhenItsProgramCannotBeStarted() {
		Container container = create("c", "/no/such/program");

		assertThatExceptionOfType(ProcessStartException.class).isThrownBy(container::start);

		assertThat(this.namespace.containers().find("c")).isPresent();
	}

	@Test
	void isDeletedByAnotherClientWhenTheOneThatStartedItIsGone() {
		try (ContainerdClient other = ContainerdClient.builder().address(this.daemon.address()).build()) {
			other.namespace(this.namespace.name()).containers().create(spec("left", "sleep", "600")).start();
		}
		this.namespace.tasks().get("left").kill(Signal.KILL);
		ExitStatus exit = this.namespace.tasks().get("left").waitFor(LIMIT).orElseThrow();

		assertThat(exit.code()).isEqualTo(137);
		assertThat(this.namespace.containers().find("left")).isPresent();
		assertThat(this.namespace.containers().deleteStoppedEphemeral()).containsExactly("left");
		assertThat(this.namespace.containers().find("left")).isEmpty();
	}

	@Test
	void becomesEphemeralWhileItRuns() {
		Container container = this.namespace.containers()
			.create(ContainerSpec.builder("c").image(this.image).args("sleep", "600").build());
		container.start();

		assertThat(container.save((spec) -> spec.ephemeral(true)).applied()).containsExactly("ephemeral");
		container.task().orElseThrow().kill(Signal.KILL);

		awaitNothing();
	}

	private void awaitNothing() {
		Awaitility.await().atMost(LIMIT).untilAsserted(this::assertNothing);
	}

	private void assertNothing() {
		assertThat(this.namespace.containers().list()).isEmpty();
		assertThat(this.namespace.tasks().list()).isEmpty();
		assertThat(this.namespace.containerDirectory("c").path()).doesNotExist();
	}

	private Container create(String id, String... args) {
		return this.namespace.containers().create(spec(id, args));
	}

	private ContainerSpec spec(String id, String... args) {
		return ContainerSpec.builder(id).image(this.image).args(args).ephemeral(true).build();
	}

}

package io.github.containerd4j.migrate;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.DaemonChannel;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.checkpoint.CriuException;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.container.ContainerUpdate;
import io.github.containerd4j.state.ContainerStatus;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestCriu;
import io.github.containerd4j.test.TestDaemon;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.MethodDescriptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Live migrations that ended where only the target knows whether the processes go on
 * there.
 */
@DaemonTest
@Timeout(120)
class InterruptedLiveMoveIT {

	private static final String MOVING_TO = "io.github.containerd4j/moving-to";

	private final TestDaemon shared;

	@TempDir
	private Path directory;

	private Side source;

	private Side target;

	InterruptedLiveMoveIT(TestDaemon shared) {
		this.shared = shared;
	}

	@BeforeEach
	void start() {
		this.source = Side.start(this.shared.binDirectory(), this.directory.resolve("source"), "s").withBusybox();
		this.target = Side.start(this.shared.binDirectory(), this.directory.resolve("target"), "t");
	}

	@AfterEach
	void stop() {
		this.target.close();
		this.source.close();
	}

	@Test
	void migrateLiveOfWhichNobodyKnowsHowItEndedBeginsAnewWhereItLedTo() {
		Container container = inDoubt();
		int before = Side.awaitBeyond(container.task().orElseThrow(), 3);
		container.freeze();

		assertThat(container.refresh().labels()).containsKey(MOVING_TO);
		assertThat(container.status()).isEqualTo(ContainerStatus.PAUSED);
		assertThatExceptionOfType(FailedPreconditionException.class)
			.isThrownBy(() -> container.migrate(this.target.namespace("elsewhere"), MigrateOptions.running()))
			.withMessageContaining("it may run in namespace " + this.target.namespace().name())
			.withMessageContaining("unfreeze it");
		if (TestCriu.directory().isEmpty()) {
			assertThatExceptionOfType(CriuException.class)
				.isThrownBy(() -> container.migrate(this.target.namespace(), MigrateOptions.running()));
			Side.awaitBeyond(container.task().orElseThrow(), before);
			return;
		}
		Container moved = container.migrate(this.target.namespace(), MigrateOptions.running());

		Side.awaitBeyond(moved.task().orElseThrow(), before);
		assertThat(container.isDefined()).isFalse();
	}

	@Test
	void migrateLiveOfWhichNobodyKnowsHowItEndedIsForgottenWhenTheContainerIsUnfrozen() {
		Container container = inDoubt();
		container.freeze();

		container.unfreeze();

		assertThat(container.refresh().labels()).doesNotContainKey(MOVING_TO);
		Side.awaitBeyond(container.task().orElseThrow(), 3);
	}

	@Test
	void migrateLiveWhoseTargetIsGoneForLongGoesOnHereAndEndsThereWhenItIsBack() {
		if (TestCriu.directory().isEmpty()) {
			// MigrateIT proves what is told then.
			return;
		}
		Container container = this.source.counting("one");
		int before = Side.awaitBeyond(container.task().orElseThrow(), 3);

		failsAsTheTargetDies("Tasks/Get", container);

		Side.awaitBeyond(container.task().orElseThrow(), before);
		this.target.daemon().start();
		assertThat(this.target.namespace().tasks().list()).as("the shim lives without its daemon").hasSize(1);
		assertThat(this.target.namespace().containers().find("one")).isEmpty();
		assertThat(this.target.namespace().tasks().list()).isEmpty();
	}

	@Test
	void migrateLiveWhoseTargetMayHaveSeenItArriveStandsStillUntilThatCanBeAsked() {
		if (TestCriu.directory().isEmpty()) {
			return;
		}
		Container container = this.source.counting("one");
		int before = Side.awaitBeyond(container.task().orElseThrow(), 3);

		failsAsTheTargetDies("Containers/Update", container);

		assertThat(container.status()).isEqualTo(ContainerStatus.PAUSED);
		this.target.daemon().start();
		Container moved = container.migrate(this.target.namespace(), MigrateOptions.running());
		Side.awaitBeyond(moved.task().orElseThrow(), before);
		assertThat(container.isDefined()).isFalse();
	}

	private void failsAsTheTargetDies(String call, Container container) {
		DyingTarget dying = new DyingTarget(call, this.target.daemon()::kill);
		try (DaemonChannel channel = new DaemonChannel(this.target.daemon().address());
				ContainerdClient client = ContainerdClient.builder()
					.address(this.target.daemon().address())
					.dataDirectory(this.directory.resolve("target"))
					.channel(ClientInterceptors.intercept(channel.managed(), dying), channel.managed())
					.build()) {
			Namespace there = client.namespace(this.target.namespace().name());
			assertThatExceptionOfType(ContainerdException.class)
				.isThrownBy(() -> container.migrate(there, MigrateOptions.running()));
		}
	}

	/**
	 * What a killed JVM may leave.
	 */
	private Container inDoubt() {
		Container container = this.source.counting("one");
		String daemon = this.target.namespace().introspection().server().uuid();
		container.update(ContainerUpdate.create()
			.label(MOVING_TO, String.join(" ", "ended-lease", "true", daemon, this.target.namespace().name(), "one",
					"2026-01-01T00:00:00Z")));
		return container;
	}

	/**
	 * Kills a daemon just before the first call of a kind after the start of a task.
	 */
	private static final class DyingTarget implements ClientInterceptor {

		private final AtomicBoolean started = new AtomicBoolean();

		private final String call;

		private final Runnable kill;

		DyingTarget(String call, Runnable kill) {
			this.call = call;
			this.kill = kill;
		}

		@Override
		public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
			String name = method.getFullMethodName();
			if (name.endsWith("Tasks/Start")) {
				this.started.set(true);
			}
			else if (name.endsWith(this.call) && this.started.compareAndSet(true, false)) {
				this.kill.run();
			}
			return next.newCall(method, options);
		}

	}

}

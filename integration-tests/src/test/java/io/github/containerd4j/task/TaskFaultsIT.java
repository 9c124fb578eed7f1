package io.github.containerd4j.task;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import io.github.containerd4j.ClientClosedException;
import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.SlowRuntime;
import io.github.containerd4j.UnavailableException;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.container.DeleteOptions;
import io.github.containerd4j.embedded.BusyboxImage;
import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.github.containerd4j.spec.ContainerSpec;
import io.github.containerd4j.stdio.Streams;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The daemon, a shim or the client goes away while a task runs.
 */
@DaemonTest
@Timeout(120)
class TaskFaultsIT {

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private final EmbeddedContainerd own;

	private final ContainerdClient client;

	private final Namespace namespace;

	private final BusyboxTasks busybox;

	private final boolean keepsWhatEndedMeanwhile;

	TaskFaultsIT(TestDaemon daemon) {
		this.keepsWhatEndedMeanwhile = !daemon.isAtLeast("1.7");
		this.own = daemon.startPrivate();
		this.client = ContainerdClient.create(this.own.address());
		// runc knows only one namespace of each name on this machine.
		this.namespace = this.client.namespace("faults" + this.own.pid());
		this.own.importBusybox(this.namespace.name());
		this.busybox = new BusyboxTasks(this.namespace);
	}

	@AfterEach
	void close() {
		this.client.close();
		this.own.close();
	}

	@Test
	void waitingGoesOnWhenTheDaemonIsKilledAndStartedAgain() throws Exception {
		Task task = this.busybox.start("c", BusyboxTasks.COUNTS_TO_SEVEN);
		CompletableFuture<ExitStatus> exit = task.onExit();
		CompletableFuture<ExitStatus> blocking = CompletableFuture.supplyAsync(task::waitFor);

		this.own.kill();
		assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> task.kill(Signal.TERM));
		assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> task.waitFor(Duration.ofMillis(200)));
		this.own.start();
		assertThat(exit).isNotDone();
		assertThat(task.refresh().status()).isEqualTo(TaskStatus.RUNNING);
		task.stop(Duration.ofSeconds(10));

		assertThat(exit.get(10, TimeUnit.SECONDS).code()).isEqualTo(7);
		assertThat(blocking.get(10, TimeUnit.SECONDS).code()).isEqualTo(7);
	}

	@Test
	void anEndWhileTheDaemonIsAwayIsToldWhenItIsBack() throws Exception {
		Task task = this.busybox.start("c", "sh", "-c", "while [ ! -e /end ]; do sleep 0.05; done; exit 9");
		CompletableFuture<ExitStatus> exit = task.onExit();
		ProcessHandle process = ProcessHandle.of(task.info().pid()).orElseThrow();

		this.own.kill();
		process.destroyForcibly();
		process.onExit().get(10, TimeUnit.SECONDS);
		this.own.start();

		if (this.keepsWhatEndedMeanwhile) {
			assertThat(exit.get(10, TimeUnit.SECONDS).code()).isEqualTo(137);
			assertThat(task.delete().code()).isEqualTo(137);
		}
		else {
			assertThat(exit).failsWithin(Duration.ofSeconds(10))
				.withThrowableOfType(ExecutionException.class)
				.havingCause()
				.isInstanceOf(NotFoundException.class)
				.withMessageContaining("while the daemon was away");
		}
	}

	@Test
	void waitingGoesOnWhenTheDaemonIsStoppedInOrder() throws Exception {
		Task task = this.busybox.start("c", BusyboxTasks.COUNTS_TO_SEVEN);
		CompletableFuture<ExitStatus> exit = task.onExit();

		this.own.restart();
		assertThat(exit).isNotDone();

		task.killAll(Signal.KILL);
		assertThat(exit.get(10, TimeUnit.SECONDS).code()).isEqualTo(137);
	}

	@Test
	void aContainerCanBeRemovedWhenTheDaemonIsKilledWhileItsTaskIsCreated(@TempDir Path directory) {
		removesAfterAKillDuring("create", directory);
	}

	@Test
	void aContainerCanBeRemovedWhenTheDaemonIsKilledWhileItsTaskIsStarted(@TempDir Path directory) {
		removesAfterAKillDuring("start", directory);
	}

	private void removesAfterAKillDuring(String command, Path directory) {
		SlowRuntime runtime = SlowRuntime.in(directory, command);
		Container container = this.namespace.containers().create(spec().runtimeBinary(runtime.program()).build());
		CompletableFuture<Task> start = CompletableFuture.supplyAsync(() -> container.start(Streams.capture()));
		runtime.awaitBegin();

		this.own.kill();
		assertThat(start).failsWithin(LIMIT)
			.withThrowableOfType(ExecutionException.class)
			.withCauseInstanceOf(UnavailableException.class);
		runtime.letGo();
		this.own.start();

		container.delete(DeleteOptions.defaults().withForce());
		Task next = this.namespace.containers().create(spec().build()).start();
		assertThat(next.exec("echo", "again").stdout()).isEqualTo("again\n");
		assertThat(next.pids()).hasSize(1);
	}

	private static ContainerSpec.Builder spec() {
		return ContainerSpec.builder("slow").image(BusyboxImage.REFERENCE).args("sleep", "600");
	}

	@Test
	void waitingEndsWhenTheShimIsKilled() throws Exception {
		Task task = this.busybox.start("c", "sleep", "600");
		CompletableFuture<ExitStatus> exit = task.onExit();
		ProcessHandle shim = ProcessHandle.of(task.info().pid()).orElseThrow().parent().orElseThrow();

		shim.destroyForcibly();

		try {
			assertThat(exit.get(20, TimeUnit.SECONDS).signal()).contains(Signal.KILL);
		}
		catch (ExecutionException ex) {
			// The daemon has cleaned up before it was asked.
			assertThat(ex).hasCauseInstanceOf(NotFoundException.class);
		}
		assertThat(task.deleteForcibly()).isEmpty();
	}

	@Test
	void waitingEndsWhenTheClientIsClosed() {
		Task task = this.busybox.start("c", "sleep", "600");
		CompletableFuture<ExitStatus> exit = task.onExit();
		CompletableFuture<ExitStatus> stop = CompletableFuture
			.supplyAsync(() -> task.stop(Signal.USR1, Duration.ofSeconds(30)));

		this.client.close();

		assertThat(exit).failsWithin(Duration.ofSeconds(10))
			.withThrowableOfType(ExecutionException.class)
			.havingCause()
			.asInstanceOf(InstanceOfAssertFactories.type(ClientClosedException.class));
		assertThat(stop).failsWithin(Duration.ofSeconds(10));
	}

	@Test
	void anotherClientStopsATaskThatThisOneStarted() {
		this.busybox.start("c", BusyboxTasks.COUNTS_TO_SEVEN);
		this.client.close();

		try (ContainerdClient other = ContainerdClient.create(this.own.address())) {
			Task task = other.namespace(this.namespace.name()).tasks().get("c");

			assertThat(task.info().status()).isEqualTo(TaskStatus.RUNNING);
			assertThat(task.deleteForcibly()).isPresent();
		}
	}

}

package io.github.containerd4j.task;

import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.github.containerd4j.ClientClosedException;
import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.SlowRuntime;
import io.github.containerd4j.UnavailableException;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.embedded.BusyboxImage;
import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.github.containerd4j.spec.ContainerSpec;
import io.github.containerd4j.stdio.Input;
import io.github.containerd4j.stdio.Output;
import io.github.containerd4j.stdio.ProcessStreams;
import io.github.containerd4j.stdio.Streams;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The daemon, a shim, the client or this JVM goes away while commands run.
 */
@DaemonTest
@Timeout(180)
class ExecFaultsIT {

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private static final long HUNDRED_MEGABYTES = 100_000_000;

	private final EmbeddedContainerd own;

	private final ContainerdClient client;

	private final Namespace namespace;

	private final Container container;

	ExecFaultsIT(TestDaemon daemon) {
		this.own = daemon.startPrivate();
		this.client = ContainerdClient.create(this.own.address());
		// runc knows only one namespace of each name on this machine.
		this.namespace = this.client.namespace("exec" + this.own.pid());
		this.own.importBusybox(this.namespace.name());
		this.container = this.namespace.containers()
			.create(ContainerSpec.builder("c")
				.image(BusyboxImage.REFERENCE)
				.args("sh", "-c", "while read line; do echo got $line; done; sleep 600")
				.build());
	}

	@AfterEach
	void close() {
		this.client.close();
		this.own.close();
	}

	@Test
	void aCommandGoesOnWhenTheDaemonIsKilledAndStartedAgain() throws Exception {
		Task task = this.container.start();
		CompletableFuture<ExecResult> exec = task
			.execBuilder("sh", "-c", "echo begun; while [ ! -e /end ]; do sleep 0.05; done; echo ended; exit 8")
			.runAsync();
		awaitCommand(task, "begun");

		this.own.kill();
		assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> task.exec("true"));
		this.own.start();
		assertThat(exec).isNotDone();
		task.exec("touch", "/end").requireSuccess();

		ExecResult result = exec.get(20, TimeUnit.SECONDS);
		assertThat(result.exitCode()).isEqualTo(8);
		assertThat(result.stdout()).isEqualTo("begun\nended\n");
		assertThat(task.pids()).allSatisfy((process) -> assertThat(process.execId()).isNull());
	}

	@Test
	void noByteIsLostWhenTheDaemonIsKilledDuringAStream() throws Exception {
		Task task = this.container.start();
		Counter counter = new Counter();
		CompletableFuture<ExecResult> exec = task.execBuilder("head", "-c", "" + HUNDRED_MEGABYTES, "/dev/zero")
			.stdout(Output.to(counter))
			.runAsync();
		Awaitility.await().atMost(LIMIT).until(() -> counter.bytes.get() > HUNDRED_MEGABYTES / 10);

		this.own.kill();
		this.own.start();

		assertThat(exec.get(30, TimeUnit.SECONDS).exitCode()).isZero();
		assertThat(counter.bytes).hasValue(HUNDRED_MEGABYTES);
	}

	@Test
	void aCommandWhoseTimeIsOverWhileTheDaemonIsAwayIsRemovedLater() {
		Task task = this.container.start();
		CompletableFuture<ExecResult> exec = CompletableFuture
			.supplyAsync(() -> task.execBuilder("sleep", "500").timeout(Duration.ofSeconds(6)).run());
		awaitChildren(task, 2);

		this.own.kill();
		assertThat(exec).failsWithin(LIMIT)
			.withThrowableOfType(ExecutionException.class)
			.havingCause()
			.isInstanceOf(UnavailableException.class)
			.withMessageContaining("will be killed when that is back");
		awaitChildren(task, 2);
		this.own.start();

		awaitNoCommand(task);
	}

	@Test
	void aCommandIsRemovedLaterWhenTheDaemonIsKilledWhileItStarts(@TempDir Path directory) {
		SlowRuntime runtime = SlowRuntime.in(directory, "exec");
		Task task = this.namespace.containers()
			.create(ContainerSpec.builder("slow")
				.image(BusyboxImage.REFERENCE)
				.args("sleep", "600")
				.runtimeBinary(runtime.program())
				.build())
			.start();
		CompletableFuture<ExecResult> exec = CompletableFuture.supplyAsync(() -> task.exec("sleep", "500"));
		runtime.awaitBegin();

		this.own.kill();
		assertThat(exec).failsWithin(LIMIT)
			.withThrowableOfType(ExecutionException.class)
			.withCauseInstanceOf(UnavailableException.class);
		runtime.letGo();
		this.own.start();

		awaitNoCommand(task);
		task.exec("true").requireSuccess();
	}

	@Test
	void aCommandEndsWhenTheShimIsKilled() {
		Task task = this.container.start();
		CompletableFuture<ExecResult> exec = task.execBuilder("sleep", "500").runAsync();
		awaitCommand(task, "500");

		ProcessHandle.of(task.info().pid()).flatMap(ProcessHandle::parent).orElseThrow().destroyForcibly();

		Awaitility.await().atMost(LIMIT).until(exec::isDone);
		assertThat(this.container.task().flatMap(Task::deleteForcibly)).isEmpty();
	}

	@Test
	void aCommandFailsWhenTheClientIsClosed() {
		Task task = this.container.start();
		CompletableFuture<ExecResult> exec = task.execBuilder("sleep", "500").runAsync();
		awaitCommand(task, "500");

		this.client.close();

		assertThat(exec).failsWithin(LIMIT)
			.withThrowableOfType(ExecutionException.class)
			.withCauseInstanceOf(ClientClosedException.class);
	}

	@Test
	void anotherJvmTakesOverFromOneThatWasKilled(@TempDir Path directory) throws Exception {
		Path output = directory.resolve("child");
		java.lang.Process child = TaskByChild.start(output, this.own.address(), this.namespace.name());
		try {
			Awaitility.await().atMost(LIMIT).untilAsserted(() -> assertThat(output).content().contains("started"));
		}
		finally {
			child.destroyForcibly().waitFor();
		}

		Task task = this.container.task().orElseThrow();
		assertThat(task.info().status()).isEqualTo(TaskStatus.RUNNING);
		Process kept = task.process("kept");
		try (ProcessStreams streams = kept.attach(Streams.capture().withStdin(Input.of("one\n")))) {
			assertThat(kept.waitFor(LIMIT).orElseThrow().code()).isEqualTo(6);
			streams.awaitOutput();
			assertThat(streams.captured().stdout()).isEqualTo("exec one\n");
			kept.delete();
		}
		try (ProcessStreams streams = task.attach(Streams.capture().withStdin(Input.of("two\n")))) {
			Awaitility.await()
				.atMost(LIMIT)
				.untilAsserted(() -> assertThat(streams.captured().stdout()).isEqualTo("got two\n"));
			assertThat(this.container.stop(Duration.ofMillis(100))).isPresent();
		}
	}

	/**
	 * Waits for the number of processes that the shim has started, without the daemon.
	 */
	private static void awaitChildren(Task task, int count) {
		ProcessHandle shim = ProcessHandle.of(task.info().pid()).flatMap(ProcessHandle::parent).orElseThrow();
		Awaitility.await().atMost(LIMIT).until(() -> shim.children().count() == count);
	}

	private static void awaitNoCommand(Task task) {
		awaitChildren(task, 1);
		Awaitility.await()
			.atMost(LIMIT)
			.ignoreExceptionsInstanceOf(UnavailableException.class)
			.untilAsserted(() -> assertThat(task.pids()).isNotEmpty()
				.allSatisfy((process) -> assertThat(process.execId()).isNull()));
	}

	private static void awaitCommand(Task task, String argument) {
		Awaitility.await()
			.atMost(LIMIT)
			.until(() -> task.processes()
				.stream()
				.anyMatch((process) -> process.commandLine().toString().contains(argument)));
	}

	/**
	 * Counts what it takes.
	 */
	private static final class Counter extends OutputStream {

		final AtomicLong bytes = new AtomicLong();

		@Override
		public void write(int single) {
			this.bytes.incrementAndGet();
		}

		@Override
		public void write(byte[] buffer, int offset, int length) {
			this.bytes.addAndGet(length);
		}

	}

}

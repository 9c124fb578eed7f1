package io.github.containerd4j.state;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import io.github.containerd4j.CancelledException;
import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.DeadlineExceededException;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.UnavailableException;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.container.DeleteOptions;
import io.github.containerd4j.embedded.BusyboxImage;
import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.github.containerd4j.network.ContainerInterface;
import io.github.containerd4j.spec.ContainerSpec;
import io.github.containerd4j.stdio.ProcessStreams;
import io.github.containerd4j.stdio.Streams;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What LXC and LXD users do with a container, each by its name there.
 */
@DaemonTest
@Timeout(120)
class ContainerHandleIT {

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private static final String ENDS_WHEN_ASKED = "trap 'exit 0' TERM; while true; do sleep 0.05; done";

	private final TestDaemon daemon;

	private final Namespace namespace;

	ContainerHandleIT(TestDaemon daemon, Namespace namespace) {
		this.daemon = daemon;
		this.namespace = namespace;
		daemon.importBusybox(namespace);
	}

	private Container create(String id, String script) {
		return create(this.namespace, id, script);
	}

	private static Container create(Namespace namespace, String id, String script) {
		return namespace.containers()
			.create(ContainerSpec.builder(id).image(BusyboxImage.REFERENCE).args("sh", "-c", script).build());
	}

	@Test
	void existsAndAll() {
		assertThat(this.namespace.containers().all()).isEmpty();

		create("one", "true");
		create("two", "true");

		assertThat(this.namespace.containers().all()).extracting(Container::id).containsExactly("one", "two");
		assertThat(this.namespace.containers().exists("one")).isTrue();
		assertThat(this.namespace.containers().exists("three")).isFalse();
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> this.namespace.containers().exists("../one"));
	}

	@Test
	void initPidRunningAndDefined() {
		Container container = create("c", ENDS_WHEN_ASKED);
		assertThat(container.isDefined()).isTrue();
		assertThat(container.isRunning()).isFalse();
		assertThat(container.initPid()).isEmpty();

		container.start();
		assertThat(container.isRunning()).isTrue();
		assertThat(container.initPid()).hasValue(container.task().orElseThrow().info().pid());
		container.delete(DeleteOptions.defaults().withForce());

		assertThat(container.isRunning()).isFalse();
		assertThat(container.isDefined()).isFalse();
		assertThat(container.status()).isEqualTo(ContainerStatus.MISSING);
	}

	@Test
	void stateTellsNetworkProcessorMemoryDiskAndProcesses() {
		Instant before = Instant.now().minusSeconds(1);
		Container container = create("c",
				"head -c 3000000 /dev/zero > /big; ping -c 2 127.0.0.1; sleep 600 & sleep 600 & wait");
		ContainerState stopped = container.state();
		assertThat(stopped.status()).isEqualTo(ContainerStatus.STOPPED);
		assertThat(stopped.pid()).isZero();
		assertThat(stopped.stats()).isNull();
		assertThat(stopped.createdAt()).isNotNull();

		container.start();
		Awaitility.await().atMost(LIMIT).until(() -> container.state().processes() == 3);

		ContainerState state = container.state();
		assertThat(state.status()).isEqualTo(ContainerStatus.RUNNING);
		assertThat(state.pid()).isEqualTo(container.initPid().orElseThrow());
		assertThat(state.startedAt()).isBetween(before, Instant.now());
		assertThat(state.networkInterface("lo")).get().satisfies((lo) -> {
			assertThat(lo.addresses()).extracting((address) -> address.address().getHostAddress())
				.contains("127.0.0.1");
			assertThat(lo.counters().sentPackets()).isGreaterThanOrEqualTo(2);
			assertThat(lo.counters().receivedBytes()).isEqualTo(lo.counters().sentBytes()).isPositive();
		});
		assertThat(state.stats().cpuNanos().orElseThrow()).isPositive();
		assertThat(state.stats().memoryBytes().orElseThrow()).isPositive();
		assertThat(state.disk().size()).isGreaterThanOrEqualTo(3_000_000);
	}

	@Test
	void interfacesAndIps() {
		Container container = create("c", ENDS_WHEN_ASKED);
		assertThat(container.interfaces()).isEmpty();

		container.start();

		assertThat(container.interfaces()).extracting(ContainerInterface::name).containsExactly("lo");
		assertThatExceptionOfType(DeadlineExceededException.class)
			.isThrownBy(() -> container.ips(Duration.ofMillis(50)));
	}

	@Test
	void waitsUntilItIsSo() throws Exception {
		Container container = create("c", ENDS_WHEN_ASKED);
		assertThat(container.waitFor(ContainerStatus.STOPPED, Duration.ZERO)).isTrue();
		assertThat(container.waitFor(ContainerStatus.RUNNING, Duration.ofMillis(50))).isFalse();

		Waiting running = new Waiting(container, ContainerStatus.RUNNING);
		container.start();
		assertThat(running.result.get(60, TimeUnit.SECONDS)).isTrue();
		Waiting frozen = new Waiting(container, ContainerStatus.PAUSED);
		container.freeze();
		assertThat(frozen.result.get(60, TimeUnit.SECONDS)).isTrue();
		Waiting gone = new Waiting(container, ContainerStatus.MISSING);
		container.delete(DeleteOptions.defaults().withForce());
		assertThat(gone.result.get(60, TimeUnit.SECONDS)).isTrue();

		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> container.waitFor(ContainerStatus.UNKNOWN, LIMIT));
	}

	@Test
	void seesAStatusThatPassesAtOnce() throws Exception {
		Container container = create("c", "exit 0");
		Waiting running = new Waiting(container, ContainerStatus.RUNNING);
		running.awaitSubscribed();

		container.start().waitFor(LIMIT);

		assertThat(running.result.get(60, TimeUnit.SECONDS)).isTrue();
	}

	/**
	 * A wait on a thread of a group of its own: the thread that gets its events is in the
	 * same group, so those of tests that run beside this one are not mistaken for it.
	 */
	private static final class Waiting {

		private final ThreadGroup group = new ThreadGroup("waiting");

		private final CompletableFuture<Boolean> result = new CompletableFuture<>();

		private final Thread thread;

		Waiting(Container container, ContainerStatus status) {
			this.thread = new Thread(this.group, () -> {
				try {
					this.result.complete(container.waitFor(status, LIMIT));
				}
				catch (Throwable ex) {
					this.result.completeExceptionally(ex);
				}
			});
			this.thread.start();
		}

		void awaitSubscribed() {
			Awaitility.await().atMost(LIMIT).until(() -> eventThreads() > 0);
		}

		void interrupt() {
			this.thread.interrupt();
		}

		long eventThreads() {
			return Thread.getAllStackTraces()
				.keySet()
				.stream()
				.filter((thread) -> this.group.equals(thread.getThreadGroup()))
				.filter((thread) -> thread.getName().startsWith("containerd-events-"))
				.count();
		}

	}

	@Test
	void endsWaitingWhenInterruptedAndLeavesNothing() throws Exception {
		Container container = create("c", ENDS_WHEN_ASKED);
		Waiting waiting = new Waiting(container, ContainerStatus.RUNNING);
		waiting.awaitSubscribed();

		waiting.interrupt();

		assertThat(waiting.result).failsWithin(LIMIT)
			.withThrowableOfType(ExecutionException.class)
			.withCauseInstanceOf(CancelledException.class);
		Awaitility.await().atMost(LIMIT).untilAsserted(() -> assertThat(waiting.eventThreads()).isZero());
	}

	@Test
	void goesOnWaitingWhenTheDaemonIsKilledAndStartedAgain() throws Exception {
		try (EmbeddedContainerd own = this.daemon.startPrivate();
				ContainerdClient client = ContainerdClient.create(own.address())) {
			Namespace other = client.namespace("handle" + own.pid());
			own.importBusybox(other.name());
			Container container = create(other, "c", ENDS_WHEN_ASKED);
			int pid = container.start().info().pid();
			Waiting stopped = new Waiting(container, ContainerStatus.STOPPED);
			stopped.awaitSubscribed();

			own.kill();
			assertThatExceptionOfType(UnavailableException.class)
				.isThrownBy(() -> container.waitFor(ContainerStatus.STOPPED, Duration.ofMillis(50)));
			ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
			assertThat(stopped.result).isNotDone();
			own.restart();

			assertThat(stopped.result.get(60, TimeUnit.SECONDS)).isTrue();
		}
	}

	@Test
	void freezesAndThaws() {
		Container container = create("c", ENDS_WHEN_ASKED);
		assertThatExceptionOfType(FailedPreconditionException.class).isThrownBy(container::freeze)
			.withMessageContaining("does not run");
		container.start();

		container.freeze();
		assertThat(container.status()).isEqualTo(ContainerStatus.PAUSED);
		assertThat(container.isRunning()).isTrue();
		container.freeze();
		container.unfreeze();
		assertThat(container.status()).isEqualTo(ContainerStatus.RUNNING);
		container.unfreeze();
	}

	@Test
	void givesUpInTimeWhenTheShimHangs() throws Exception {
		Container container = create("c", ENDS_WHEN_ASKED);
		container.start();
		long shim = ProcessHandle.of(container.initPid().orElseThrow())
			.flatMap(ProcessHandle::parent)
			.orElseThrow()
			.pid();
		Container hasty = this.namespace.withTimeout(Duration.ofMillis(500)).containers().get("c");

		signal("STOP", shim);
		try {
			assertThatExceptionOfType(DeadlineExceededException.class).isThrownBy(hasty::freeze);
			assertThatExceptionOfType(DeadlineExceededException.class).isThrownBy(hasty::isRunning);
		}
		finally {
			signal("CONT", shim);
		}

		container.freeze();
		container.unfreeze();
		assertThat(container.status()).isEqualTo(ContainerStatus.RUNNING);
	}

	private static void signal(String name, long pid) throws Exception {
		assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor()).isZero();
	}

	@Test
	void shutsDownWithoutKilling() {
		Container deaf = create("deaf", "trap '' TERM; while true; do sleep 0.05; done");
		Container polite = create("polite", ENDS_WHEN_ASKED);
		assertThat(polite.shutdown(Duration.ZERO)).as("without a task").isTrue();
		deaf.start();
		polite.start();
		polite.freeze();

		assertThat(polite.shutdown(LIMIT)).isTrue();
		assertThat(deaf.shutdown(Duration.ofMillis(200))).isFalse();

		assertThat(polite.status()).isEqualTo(ContainerStatus.STOPPED);
		assertThat(polite.task()).isEmpty();
		assertThat(deaf.isRunning()).isTrue();
		deaf.stop(Duration.ZERO);
		assertThat(deaf.isRunning()).isFalse();
	}

	@Test
	void opensTheConsoleAgain() throws IOException {
		Container container = this.namespace.containers()
			.create(ContainerSpec.builder("c").image(BusyboxImage.REFERENCE).args("sh").tty().build());
		Task task = container.start(Streams.terminal(80, 24));
		task.streams().orElseThrow().detach();

		try (ProcessStreams console = container.console()) {
			console.stdin().write("echo $((40 + 2))\n".getBytes(StandardCharsets.UTF_8));
			console.stdin().flush();
			assertThat(readUntil(console.stdout(), "42")).contains("echo $((40 + 2))");
		}

		assertThat(container.isRunning()).isTrue();
		try (ProcessStreams console = container.console()) {
			console.stdin().write("exit 5\n".getBytes(StandardCharsets.UTF_8));
			console.stdin().flush();
			assertThat(task.waitFor(LIMIT).orElseThrow().code()).isEqualTo(5);
		}
	}

	private static String readUntil(InputStream stream, String text) throws IOException {
		StringBuilder read = new StringBuilder();
		while (read.indexOf(text) < 0) {
			read.append((char) stream.read());
		}
		return read.toString();
	}

	@Test
	void hasNoConsoleWithoutATerminal() {
		Container container = create("c", ENDS_WHEN_ASKED);
		assertThatExceptionOfType(FailedPreconditionException.class).isThrownBy(container::console)
			.withMessageContaining("does not run");
		container.start();

		assertThatExceptionOfType(FailedPreconditionException.class).isThrownBy(container::console)
			.withMessageContaining("no terminal");
	}

}

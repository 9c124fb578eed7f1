package io.github.containerd4j.connection;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import io.github.containerd4j.CancelledException;
import io.github.containerd4j.ChildJvm;
import io.github.containerd4j.ClientClosedException;
import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.DeadlineExceededException;
import io.github.containerd4j.ResultStream;
import io.github.containerd4j.ServingStatus;
import io.github.containerd4j.UnavailableException;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

@DaemonTest
class ConnectionIT {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private static final Duration AT_ONCE = Duration.ofSeconds(2);

	@TempDir
	Path directory;

	private final TestDaemon daemon;

	ConnectionIT(TestDaemon daemon) {
		this.daemon = daemon;
	}

	@Test
	void everyFormOfTheAddressLeadsToTheDaemon() {
		String path = this.daemon.address().substring("unix://".length());

		for (String address : List.of(path, "unix://" + path, "unix:" + path)) {
			try (ContainerdClient client = ContainerdClient.create(address)) {
				assertThat(client.servingStatus(LIMIT)).isEqualTo(ServingStatus.SERVING);
				assertThat(client.address()).hasToString("unix://" + path);
			}
		}
	}

	@Test
	void saysThatThereIsNoSocket() {
		Path socket = this.directory.resolve("containerd.sock");

		try (ContainerdClient client = ContainerdClient.create(socket.toString())) {
			assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> client.namespaces().list())
				.withMessageContaining("there is no socket " + socket)
				.withMessageContaining("start containerd");
		}
	}

	@Test
	void saysThatAFileIsNoSocket() throws Exception {
		Path file = Files.writeString(this.directory.resolve("file"), "text");

		try (ContainerdClient client = ContainerdClient.create(file.toString())) {
			assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> client.namespaces().list())
				.withMessageContaining(file + " exists but is no socket");
		}
	}

	@Test
	void saysThatNothingListensOnAPort() throws Exception {
		int port;
		try (ServerSocket unused = new ServerSocket(0)) {
			port = unused.getLocalPort();
		}

		try (ContainerdClient client = ContainerdClient.create("tcp://127.0.0.1:" + port)) {
			assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> client.namespaces().list())
				.withMessageContaining("tcp://127.0.0.1:" + port);
		}
	}

	@Test
	void tellsAnotherUserWhatTheSocketAllows() throws Exception {
		Path socket = Path.of(this.daemon.address().substring("unix://".length()));

		assertThat(diagnosisOfNobody(socket)).startsWith("PERMISSION_DENIED: no permission to connect to the socket "
				+ socket + " (owner root, group root, mode 0660) as uid " + ChildJvm.NOBODY);
	}

	@Test
	void tellsAnotherUserWhichDirectoryIsClosed() throws Exception {
		Path closed = Files.createDirectory(this.directory.resolve("closed"),
				PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));

		assertThat(diagnosisOfNobody(closed.resolve("containerd.sock")))
			.startsWith("PERMISSION_DENIED: no permission to enter " + closed + " as uid " + ChildJvm.NOBODY);
	}

	private String diagnosisOfNobody(Path socket) throws Exception {
		Files.setPosixFilePermissions(this.directory, PosixFilePermissions.fromString("rwxr-xr-x"));
		Path code = Files.createDirectory(this.directory.resolve("code"),
				PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
		Path output = this.directory.resolve("output");
		Process child = ChildJvm.startAsNobody(output, code, List.of(SocketDiagnosis.class), ConnectByNobody.class,
				socket.toString());
		try {
			assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
			return Files.readString(output);
		}
		finally {
			child.destroyForcibly();
		}
	}

	@Test
	void theFirstCallAfterARestartSucceedsAtOnce() {
		try (EmbeddedContainerd own = this.daemon.startPrivate();
				ContainerdClient client = ContainerdClient.create(own.address())) {
			client.namespaces().create("kept", Map.of());
			own.kill();
			assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> client.namespaces().list())
				.withMessageContaining("nothing listens on the socket");
			own.start();

			long start = System.nanoTime();
			assertThat(client.namespaces().exists("kept")).isTrue();

			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_ONCE);
		}
	}

	@Test
	void aDaemonThatComesBackIsMetAtOnceHoweverLongItWasAway() {
		try (EmbeddedContainerd own = this.daemon.startPrivate();
				ContainerdClient client = ContainerdClient.create(own.address())) {
			own.stop();
			// Each failed attempt doubles gRPC's backoff.
			Awaitility.await().atMost(LIMIT).pollDelay(Duration.ofSeconds(4)).untilAsserted(() -> {
				assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> client.namespaces().list());
			});
			own.start();

			long start = System.nanoTime();
			assertThatNoException().isThrownBy(() -> client.namespaces().list());

			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_ONCE);
		}
	}

	@Test
	void aClientThatWasMadeBeforeTheDaemonMeetsIt() {
		try (EmbeddedContainerd own = this.daemon.startPrivate()) {
			own.stop();
			try (ContainerdClient client = ContainerdClient.create(own.address())) {
				assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> client.servingStatus(LIMIT));
				own.start();

				assertThat(client.servingStatus(LIMIT)).isEqualTo(ServingStatus.SERVING);
			}
		}
	}

	@Test
	void callsDuringACrashFailAsUnavailableAndSucceedAfterIt() throws Exception {
		try (EmbeddedContainerd own = this.daemon.startPrivate();
				ContainerdClient client = ContainerdClient.create(own.address())) {
			AtomicBoolean stopped = new AtomicBoolean();
			CountDownLatch failedOnce = new CountDownLatch(1);
			CompletableFuture<Void> caller = CompletableFuture.runAsync(() -> {
				while (!stopped.get()) {
					try {
						client.namespaces().list();
					}
					catch (UnavailableException ex) {
						failedOnce.countDown();
					}
				}
			});

			own.kill();
			assertThat(failedOnce.await(10, TimeUnit.SECONDS)).isTrue();
			own.start();
			assertThatNoException().isThrownBy(() -> client.namespaces().list());
			stopped.set(true);

			caller.get(10, TimeUnit.SECONDS);
		}
	}

	@Test
	void aRunningCallFailsWhenTheDaemonDies() throws Exception {
		try (EmbeddedContainerd own = this.daemon.startPrivate();
				ContainerdClient client = ContainerdClient.create(own.address())) {
			client.namespaces().list();
			own.freeze();
			Caller caller = Caller.start(client);

			own.kill();

			assertThat(caller.failure()).isInstanceOf(UnavailableException.class);
		}
	}

	@Test
	void aRunningStreamSaysThatTheDaemonIsGone() {
		try (EmbeddedContainerd own = this.daemon.startPrivate();
				ContainerdClient client = ContainerdClient.create(own.address())) {
			client.namespaces().list();
			own.freeze();
			try (ResultStream<Container> stream = client.namespace("n").containers().stream()) {
				own.kill();

				assertThatExceptionOfType(UnavailableException.class).isThrownBy(stream::hasNext)
					.withMessageContaining(own.address().substring("unix://".length()));
			}
		}
	}

	@Test
	void aDaemonThatDoesNotAnswerIsGivenUpInTime() {
		Duration timeout = Duration.ofMillis(400);
		try (EmbeddedContainerd own = this.daemon.startPrivate();
				ContainerdClient client = ContainerdClient.builder()
					.address(own.address())
					.requestTimeout(timeout)
					.build()) {
			client.namespaces().list();
			own.freeze();

			long start = System.nanoTime();
			assertThatExceptionOfType(DeadlineExceededException.class).isThrownBy(() -> client.namespaces().list())
				.withMessageContaining("within 400 ms");
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(timeout, AT_ONCE);
			assertThatExceptionOfType(DeadlineExceededException.class)
				.isThrownBy(() -> client.namespace("n").containers().list());
			assertThatExceptionOfType(DeadlineExceededException.class).isThrownBy(() -> client.servingStatus(timeout));

			own.thaw();
			assertThatNoException().isThrownBy(() -> client.namespace("n").withTimeout(LIMIT).containers().list());
		}
	}

	@Test
	void aNewConnectionToADaemonThatDoesNotAnswerIsGivenUpInTime() {
		Duration timeout = Duration.ofMillis(400);
		try (EmbeddedContainerd own = this.daemon.startPrivate();
				ContainerdClient client = ContainerdClient.create(own.address())) {
			own.freeze();

			assertThatExceptionOfType(DeadlineExceededException.class)
				.isThrownBy(() -> client.namespace("n").withTimeout(timeout).containers().get("c"));
		}
	}

	@Test
	void closingTheClientEndsItsRunningCalls() throws Exception {
		try (EmbeddedContainerd own = this.daemon.startPrivate()) {
			ContainerdClient client = ContainerdClient.create(own.address());
			client.namespaces().list();
			own.freeze();
			Caller caller = Caller.start(client);

			client.close();

			assertThat(caller.failure()).isInstanceOf(ClientClosedException.class);
			assertThatExceptionOfType(ClientClosedException.class).isThrownBy(() -> client.namespaces().list());
			client.close();
		}
	}

	@Test
	void anInterruptEndsACallAndIsKept() throws Exception {
		try (EmbeddedContainerd own = this.daemon.startPrivate();
				ContainerdClient client = ContainerdClient.create(own.address())) {
			client.namespaces().list();
			own.freeze();
			Caller caller = Caller.start(client);

			caller.thread().interrupt();

			assertThat(caller.failure()).isInstanceOf(CancelledException.class);
			assertThat(caller.wasInterrupted()).isTrue();
		}
	}

	/**
	 * A thread in the middle of a call that is not answered.
	 */
	private static final class Caller {

		private final AtomicReference<Boolean> interrupted = new AtomicReference<>();

		private final CompletableFuture<Throwable> failure = new CompletableFuture<>();

		private final Thread thread;

		private Caller(ContainerdClient client) {
			this.thread = new Thread(() -> {
				try {
					client.namespaces().list();
					this.failure.completeExceptionally(new AssertionError("the call was answered"));
				}
				catch (RuntimeException ex) {
					this.interrupted.set(Thread.currentThread().isInterrupted());
					this.failure.complete(ex);
				}
			}, "caller");
		}

		static Caller start(ContainerdClient client) {
			Caller caller = new Caller(client);
			caller.thread.start();
			Awaitility.await().atMost(LIMIT).until(() -> caller.thread.getState() == Thread.State.TIMED_WAITING);
			return caller;
		}

		Thread thread() {
			return this.thread;
		}

		Throwable failure() throws Exception {
			try {
				return this.failure.get(10, TimeUnit.SECONDS);
			}
			catch (ExecutionException ex) {
				throw new AssertionError(ex.getCause());
			}
		}

		boolean wasInterrupted() {
			return this.interrupted.get();
		}

	}

}

package io.github.containerd4j.attach;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.containerd4j.CancelledException;
import io.github.containerd4j.DeadlineExceededException;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.container.DeleteOptions;
import io.github.containerd4j.embedded.BusyboxImage;
import io.github.containerd4j.spec.ContainerSpec;
import io.github.containerd4j.spec.LinuxNamespace;
import io.github.containerd4j.spec.UserMapping;
import io.github.containerd4j.task.Signal;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Functions of this JVM and commands in containers.
 */
@DaemonTest
@Timeout(120)
class AttachIT {

	private static final String FOR_EVER = "trap 'exit 0' TERM; while true; do sleep 0.05; done";

	private final Namespace namespace;

	AttachIT(TestDaemon daemon, Namespace namespace) {
		this.namespace = namespace;
		daemon.importBusybox(namespace);
	}

	private Container start(String id, String script) {
		Container container = this.namespace.containers().create(shell(id, script).build());
		container.start();
		return container;
	}

	private static ContainerSpec.Builder shell(String id, String script) {
		return ContainerSpec.builder(id).image(BusyboxImage.REFERENCE).args("sh", "-c", script);
	}

	@Test
	void attachWaitRunsAFunctionAmongTheContainersFiles() throws IOException {
		Container container = start("c", "echo from inside > /etc/greeting; " + FOR_EVER);
		Path greeting = Path.of("/etc/greeting");
		Awaitility.await().until(() -> container.attach(() -> Files.exists(greeting)));

		String text = container.attach(() -> Files.readString(greeting));
		Path written = container.attach(() -> Files.writeString(Path.of("/from-java"), "hello"));

		assertThat(text).isEqualTo("from inside\n");
		assertThat(greeting).doesNotExist();
		assertThat(written).doesNotExist();
		assertThat(container.task().orElseThrow().exec("cat", "/from-java").stdout()).isEqualTo("hello");
		assertThat(container.attach(() -> Files.list(Path.of("")).map(Path::toString).toList())).contains("from-java",
				"bin");
	}

	@Test
	void joinsWhatTheOptionsSayAndNothingElse() throws Exception {
		Container container = start("c", FOR_EVER);
		AttachOptions network = AttachOptions.defaults().withNamespaces(LinuxNamespace.Kind.NETWORK);
		AttachOptions all = AttachOptions.defaults()
			.withNamespaces(LinuxNamespace.Kind.NETWORK, LinuxNamespace.Kind.IPC, LinuxNamespace.Kind.UTS,
					LinuxNamespace.Kind.MOUNT, LinuxNamespace.Kind.CGROUP);

		assertThat(joined(container, network)).containsExactly("net");
		assertThat(joined(container, AttachOptions.defaults())).containsExactly("ipc", "mnt", "net", "uts");
		assertThat(joined(container, all)).contains("ipc", "mnt", "net", "uts").doesNotContain("pid", "user");
		awaitNothingJoined();
	}

	/**
	 * What the thread of a function joins. It cannot tell itself: the container's list of
	 * processes has only its own.
	 */
	private static Set<String> joined(Container container, AttachOptions options) throws Exception {
		awaitNothingJoined();
		CountDownLatch running = new CountDownLatch(1);
		CountDownLatch looked = new CountDownLatch(1);
		CompletableFuture<Boolean> function = CompletableFuture.supplyAsync(() -> container.attach(options, () -> {
			running.countDown();
			return looked.await(60, TimeUnit.SECONDS);
		}));
		assertThat(running.await(60, TimeUnit.SECONDS)).isTrue();
		Set<String> joined = joinedNow();
		looked.countDown();
		assertThat(function.get(60, TimeUnit.SECONDS)).isTrue();
		return joined;
	}

	/**
	 * The kinds of namespaces of which the threads of this JVM have more than one.
	 */
	private static Set<String> joinedNow() throws IOException {
		Map<String, Set<String>> namespaces = new TreeMap<>();
		try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
			for (Path thread : threads) {
				for (String kind : List.of("net", "ipc", "uts", "mnt", "pid", "user", "cgroup")) {
					try {
						String name = Files.readSymbolicLink(thread.resolve("ns").resolve(kind)).toString();
						namespaces.computeIfAbsent(kind, (key) -> new HashSet<>()).add(name);
					}
					catch (IOException ex) {
						// The thread has just ended.
					}
				}
			}
		}
		namespaces.values().removeIf((names) -> names.size() == 1);
		return namespaces.keySet();
	}

	// The kernel's thread lives on for a moment when that of Java has ended.
	private static void awaitNothingJoined() {
		Awaitility.await().untilAsserted(() -> assertThat(joinedNow()).isEmpty());
	}

	@Test
	void usesTheContainersNetwork() {
		Container container = start("c", FOR_EVER);

		List<String> names = container
			.attach(() -> NetworkInterface.networkInterfaces().map(NetworkInterface::getName).toList());
		int port = container.attach(() -> {
			try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
					Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
					Socket accepted = server.accept()) {
				client.getOutputStream().write("hi\n".getBytes(StandardCharsets.UTF_8));
				return new BufferedReader(new InputStreamReader(accepted.getInputStream(), StandardCharsets.UTF_8))
					.readLine()
					.equals("hi") ? server.getLocalPort() : 0;
			}
		});

		assertThat(names).containsExactly("lo");
		assertThat(port).isPositive();
	}

	@Test
	void keepsASocketOfTheContainersNetwork() throws IOException {
		Container container = start("c", FOR_EVER);

		try (ServerSocket inside = container.attach(() -> new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
				ServerSocket outside = new ServerSocket(inside.getLocalPort(), 1, InetAddress.getLoopbackAddress())) {
			assertThat(inside.getLocalPort()).isEqualTo(outside.getLocalPort());
		}
	}

	@Test
	void passesOnWhatTheFunctionThrows() {
		Container container = start("c", FOR_EVER);

		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> container.attach(() -> Files.readString(Path.of("/no/such/file"))))
			.withCauseInstanceOf(NoSuchFileException.class);
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> container.attach(() -> {
			throw new IllegalStateException("of the function");
		})).withMessage("of the function");
	}

	@Test
	void interruptsAFunctionThatTakesTooLong() throws Exception {
		Container container = start("c", FOR_EVER);
		CountDownLatch interrupted = new CountDownLatch(1);
		AttachOptions options = AttachOptions.defaults().withTimeout(Duration.ofMillis(200));

		assertThatExceptionOfType(DeadlineExceededException.class)
			.isThrownBy(() -> container.attach(options, () -> hang(interrupted)))
			.withMessageContaining("stays in the container until it ends");

		assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
		Awaitility.await().until(() -> threads().isEmpty());
	}

	private static Void hang(CountDownLatch interrupted) {
		try {
			new CountDownLatch(1).await();
		}
		catch (InterruptedException ex) {
			interrupted.countDown();
		}
		return null;
	}

	private static Set<String> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith("containerd-attach"))
			.collect(Collectors.toSet());
	}

	@Test
	void interruptsTheFunctionOfAnInterruptedCaller() throws Exception {
		Container container = start("c", FOR_EVER);
		CountDownLatch running = new CountDownLatch(1);
		CountDownLatch interrupted = new CountDownLatch(1);
		AtomicReference<Throwable> failure = new AtomicReference<>();
		Thread caller = new Thread(() -> container.attach(() -> {
			running.countDown();
			return hang(interrupted);
		}));
		caller.setUncaughtExceptionHandler((thread, ex) -> failure.set(ex));
		caller.start();
		assertThat(running.await(60, TimeUnit.SECONDS)).isTrue();

		caller.interrupt();

		assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
		caller.join(20_000);
		assertThat(failure.get()).isInstanceOf(CancelledException.class);
	}

	@Test
	void leavesNeitherThreadsNorFilesNorNamespaces() throws IOException {
		Container container = start("c", FOR_EVER);
		container.attach(() -> 0);
		long before = descriptors();

		for (int i = 0; i < 100; i++) {
			container.attach(() -> Files.exists(Path.of("/bin")));
		}

		Awaitility.await().until(() -> threads().isEmpty());
		assertThat(descriptors()).isLessThan(before + 50);
		awaitNothingJoined();
	}

	private static long descriptors() throws IOException {
		try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
			return files.count();
		}
	}

	@Test
	void needsATaskThatLives() {
		Container container = this.namespace.containers().create(shell("c", "exit 0").build());
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> container.attach(() -> 0));

		container.start().waitFor(Duration.ofSeconds(60));

		assertThatExceptionOfType(FailedPreconditionException.class).isThrownBy(() -> container.attach(() -> 0))
			.withMessageContaining("has ended");
	}

	@Test
	void worksInAFrozenContainer() {
		Container container = start("c", FOR_EVER);
		container.freeze();

		assertThat(container.attach(() -> Files.exists(Path.of("/bin/busybox")))).isTrue();
	}

	@Test
	void letsTheFunctionGoOnWhenTheContainerEnds() throws Exception {
		Container container = start("c", FOR_EVER);
		CountDownLatch running = new CountDownLatch(1);
		CountDownLatch deleted = new CountDownLatch(1);
		CompletableFuture<Boolean> function = CompletableFuture.supplyAsync(() -> container.attach(() -> {
			running.countDown();
			return deleted.await(60, TimeUnit.SECONDS) && Files.exists(Path.of("/"));
		}));
		assertThat(running.await(60, TimeUnit.SECONDS)).isTrue();

		container.delete(DeleteOptions.defaults().withForce());
		deleted.countDown();

		assertThat(function.get(60, TimeUnit.SECONDS)).isTrue();
		awaitNothingJoined();
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> container.attach(() -> 0));
	}

	@Test
	void findsTheNextTaskAfterARestart() {
		Container container = start("c", FOR_EVER);
		Path marker = Path.of("/dev/shm/marker");
		container.attach(() -> Files.createFile(marker));
		assertThat(container.attach(() -> Files.exists(marker))).isTrue();

		container.restart(Duration.ZERO);

		assertThat(container.attach(() -> Files.exists(marker))).isFalse();
		container.stop(Duration.ZERO);
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> container.attach(() -> 0));
	}

	@Test
	void doesNotWaitForAFunctionThatIgnoresInterrupts() throws Exception {
		Container container = start("c", FOR_EVER);
		CountDownLatch over = new CountDownLatch(1);
		AttachOptions options = AttachOptions.defaults().withTimeout(Duration.ofMillis(200));

		assertThatExceptionOfType(DeadlineExceededException.class)
			.isThrownBy(() -> container.attach(options, () -> deaf(over)));

		assertThat(threads()).hasSize(1);
		assertThat(container.attach(() -> 1)).isEqualTo(1);
		over.countDown();
		Awaitility.await().until(() -> threads().isEmpty());
	}

	private static Void deaf(CountDownLatch over) {
		while (over.getCount() > 0) {
			try {
				over.await();
			}
			catch (InterruptedException ex) {
				// On purpose.
			}
		}
		return null;
	}

	@Test
	void leavesNothingWhenItFails() throws Exception {
		Container container = start("c", FOR_EVER);
		Container ended = start("ended", "exit 0");
		ended.task().orElseThrow().waitFor(Duration.ofSeconds(60));
		AttachOptions hasty = AttachOptions.defaults().withTimeout(Duration.ofNanos(1));
		container.attach(() -> 0);
		long before = descriptors();

		for (int i = 0; i < 50; i++) {
			assertThatExceptionOfType(CompletionException.class)
				.isThrownBy(() -> container.attach(() -> Files.readString(Path.of("/no/such/file"))));
			assertThatExceptionOfType(DeadlineExceededException.class)
				.isThrownBy(() -> container.attach(hasty, () -> hang(new CountDownLatch(1))));
			assertThatExceptionOfType(FailedPreconditionException.class).isThrownBy(() -> ended.attach(() -> 0));
		}

		Awaitility.await().until(() -> threads().isEmpty());
		assertThat(descriptors()).isLessThan(before + 50);
		awaitNothingJoined();
	}

	@Test
	void attachRunCommandTellsThatItWasKilledWithItsContainer() throws Exception {
		Container container = start("c", FOR_EVER);
		CompletableFuture<Integer> code = CompletableFuture
			.supplyAsync(() -> container.attach("sh", "-c", "touch /dev/shm/runs; sleep 600"));
		Awaitility.await().until(() -> container.attach(() -> Files.exists(Path.of("/dev/shm/runs"))));

		container.task().orElseThrow().kill(Signal.KILL);

		assertThat(code.get(60, TimeUnit.SECONDS)).isEqualTo(137);
	}

	@Test
	void attachRunCommandNeedsATaskThatRuns() {
		Container container = this.namespace.containers().create(shell("c", FOR_EVER).build());
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> container.attach("true"));
		container.start();

		container.freeze();
		assertThatExceptionOfType(FailedPreconditionException.class).isThrownBy(() -> container.attach("true"));
		container.unfreeze();
		container.task().orElseThrow().kill(Signal.KILL);
		container.task().orElseThrow().waitFor(Duration.ofSeconds(60));
		assertThatExceptionOfType(FailedPreconditionException.class).isThrownBy(() -> container.attach("true"));
	}

	@Test
	void attachRunCommandGivesTheExitCode() {
		Container container = start("c", FOR_EVER);

		assertThat(container.attach("true")).isZero();
		assertThat(container.attach("sh", "-c", "exit 7")).isEqualTo(7);
	}

	@Test
	void staysTheUserThatItIsInAUserNamespace() {
		List<UserMapping> mapping = List.of(new UserMapping(0, 100_000, 65_536));
		ContainerSpec spec = shell("c", "hostname mapped; echo x > /made; " + FOR_EVER).userNamespace(mapping, mapping)
			.build();
		Container container = this.namespace.containers().create(spec);
		container.start();
		Path made = Path.of("/made");
		Awaitility.await().until(() -> container.attach(() -> Files.exists(made)));

		assertThat(container.attach(() -> Files.getAttribute(made, "unix:uid"))).isEqualTo(100_000);
		container.attach(() -> Files.writeString(Path.of("/of-root"), "x"));
		assertThat(container.task().orElseThrow().exec("stat", "-c", "%u", "/of-root").stdout()).isEqualTo("65534\n");
	}

	@Test
	void theJvmIsAsBeforeAfterwards() throws Exception {
		Container container = start("c", FOR_EVER);
		container.attach(() -> Files.readAllLines(Path.of("/etc/passwd")).size());
		container.delete(DeleteOptions.defaults().withForce());

		assertThat(new ProcessBuilder("true").start().waitFor()).isZero();
		assertThat(InetAddress.getByName("localhost").isLoopbackAddress()).isTrue();
		assertThat(Files.isDirectory(Path.of("/proc/self/cwd").toRealPath())).isTrue();
		assertThat(Collections.list(NetworkInterface.getNetworkInterfaces())).extracting(NetworkInterface::getName)
			.contains("lo");
	}

}

package io.github.containerd4j.container;

import java.io.IOException;
import java.io.InputStream;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.attach.AttachOptions;
import io.github.containerd4j.cgroup.Cgroup;
import io.github.containerd4j.embedded.BusyboxImage;
import io.github.containerd4j.network.BridgedNamespace;
import io.github.containerd4j.network.ContainerInterface;
import io.github.containerd4j.network.NetworkSettings;
import io.github.containerd4j.network.TestBridge;
import io.github.containerd4j.oci.Platform;
import io.github.containerd4j.spec.ContainerSpec;
import io.github.containerd4j.spec.LinuxDevice;
import io.github.containerd4j.spec.LinuxNamespace;
import io.github.containerd4j.spec.ProcessSpec;
import io.github.containerd4j.spec.Profile;
import io.github.containerd4j.spec.Resources;
import io.github.containerd4j.state.ContainerState;
import io.github.containerd4j.state.ContainerStatus;
import io.github.containerd4j.stdio.JsonLog;
import io.github.containerd4j.stdio.ProcessStreams;
import io.github.containerd4j.stdio.Streams;
import io.github.containerd4j.task.ExecResult;
import io.github.containerd4j.task.Task;
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
 * What LXC's API and pylxd can do with a container, one test for each of their features
 * and named after it. Those that make containers from others have tests of their own.
 */
@DaemonTest
@Timeout(180)
class LxcAndPylxdRowsIT {

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private static final String ENDS_WHEN_ASKED = "trap 'exit 0' TERM; while true; do sleep 0.05; done";

	private static final String PIDS = "pids.max";

	private final TestDaemon daemon;

	private final BridgedNamespace network;

	private final TestBridge bridge;

	private final Namespace namespace;

	private final ContainerService containers;

	LxcAndPylxdRowsIT(@TempDir Path directory, TestDaemon daemon, Namespace namespace) {
		this.daemon = daemon;
		this.network = new BridgedNamespace(directory, daemon, namespace,
				Profile.of("small", Map.of("limits.pids", 20)));
		this.bridge = this.network.bridge().write();
		this.namespace = this.network.namespace();
		this.containers = this.namespace.containers();
	}

	@AfterEach
	void close() throws IOException {
		try (this.network) {
			this.network.deleteContainers();
		}
	}

	private static ContainerSpec.Builder spec(String id) {
		return ContainerSpec.builder(id).image(BusyboxImage.REFERENCE).args("sh", "-c", ENDS_WHEN_ASKED);
	}

	private Container started(String id) {
		Container container = this.containers.create(spec(id).build());
		container.start();
		return container;
	}

	private Container startedWithNetwork(String id) {
		Container container = this.containers.create(spec(id).network(NetworkSettings.cni()).build());
		container.start();
		return container;
	}

	@Test
	void existsAllGetAndCreate() {
		Container bySpec = this.containers.create(spec("by-spec").build());
		Container byMap = this.containers.create(Map.of("id", "by-map", "image", BusyboxImage.REFERENCE));
		Container byJson = this.containers.create(
				ContainerSpec.fromJson("{\"id\": \"by-json\", \"image\": \"%s\"}".formatted(BusyboxImage.REFERENCE)));

		assertThat(this.containers.all()).extracting(Container::id)
			.containsExactlyInAnyOrder(bySpec.id(), byMap.id(), byJson.id());
		assertThat(this.containers.exists("by-map")).isTrue();
		assertThat(this.containers.exists("by-hand")).isFalse();
		assertThat(this.containers.get("by-json").info()).isEqualTo(byJson.info());
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> this.containers.get("by-hand"));
	}

	@Test
	void attributes() {
		Instant before = Instant.now().minusSeconds(1);
		Container container = this.containers.create(spec("c").description("serves the tests")
			.profiles("small")
			.env("GREETING", "hello")
			.device(LinuxDevice.of("/dev/fuse"))
			.label("a", "b")
			.build());
		container.start();

		ContainerInfo info = this.containers.get("c").info();

		assertThat(info.id()).as("name").isEqualTo("c");
		assertThat(container.architecture()).as("architecture").hasValue(Platform.host().architecture());
		assertThat(ProcessSpec.of(info.spec()).env()).as("config").contains("GREETING=hello");
		assertThat(info.labels()).as("config").containsEntry("a", "b");
		assertThat(Resources.of(info.spec()).pids()).as("expanded config").isEqualTo(20);
		assertThat(info.createdAt()).as("created").isBetween(before, Instant.now().plusSeconds(1));
		assertThat(info.devices()).as("devices").extracting((device) -> device.path()).containsExactly("/dev/fuse");
		assertThat(info.isEphemeral()).as("ephemeral").isFalse();
		assertThat(info.description()).as("description").hasValue("serves the tests");
		assertThat(info.profiles()).as("profiles").containsExactly("small");
		assertThat(container.status()).as("status").isEqualTo(ContainerStatus.RUNNING);
		assertThat(container.isStateful()).as("stateful").isFalse();
		assertThat(info.lastUsed().orElseThrow()).as("last used").isBetween(before, Instant.now().plusSeconds(1));
	}

	@Test
	void ephemeralIsDeletedWhenItStops() {
		Container container = this.containers.create(spec("c").ephemeral(true).build());
		container.start();
		assertThat(container.isEphemeral()).isTrue();

		assertThat(container.shutdown(LIMIT)).isTrue();

		assertThat(container.isDefined()).isFalse();
		// The record goes first: its snapshot goes while others see no container any
		// more.
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.namespace.snapshots().list())
				.noneMatch((snapshot) -> snapshot.name().equals("c")));
	}

	@Test
	void startStopShutdownRestartFreezeUnfreezeInitPidStateRunningAndDefined() {
		Container container = this.containers.create(spec("c").build());
		assertThat(container.isDefined()).isTrue();
		assertThat(container.isRunning()).isFalse();
		assertThat(container.initPid()).isEmpty();

		container.start();
		assertThat(container.status()).isEqualTo(ContainerStatus.RUNNING);
		int first = container.initPid().orElseThrow();
		container.freeze();
		assertThat(container.status()).isEqualTo(ContainerStatus.PAUSED);
		container.unfreeze();
		assertThat(container.status()).isEqualTo(ContainerStatus.RUNNING);
		container.restart(LIMIT);
		assertThat(container.isRunning()).isTrue();
		assertThat(container.initPid().orElseThrow()).isNotEqualTo(first);
		assertThat(container.shutdown(LIMIT)).isTrue();
		assertThat(container.status()).isEqualTo(ContainerStatus.STOPPED);
		container.start();
		assertThat(container.stop(Duration.ZERO)).isPresent();
		assertThat(container.isRunning()).isFalse();
		container.delete();
		assertThat(container.isDefined()).isFalse();
	}

	@Test
	void waitForAState() throws Exception {
		Container container = this.containers.create(spec("c").build());
		assertThat(container.waitFor(ContainerStatus.RUNNING, Duration.ofMillis(50))).isFalse();
		CompletableFuture<Boolean> running = CompletableFuture
			.supplyAsync(() -> container.waitFor(ContainerStatus.RUNNING, LIMIT));

		container.start();

		assertThat(running.get(60, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void stateWithNetworkAddressesCpuMemoryDiskAndProcesses() {
		Container container = startedWithNetwork("c");
		container.execute("sh", "-c", "head -c 3000000 /dev/zero > /big");

		ContainerState state = container.state();

		assertThat(state.status()).isEqualTo(ContainerStatus.RUNNING);
		assertThat(state.networkInterface("eth0")).hasValueSatisfying(
				(eth0) -> assertThat(eth0.addresses()).extracting((address) -> address.address().getHostAddress())
					.anyMatch((address) -> address.startsWith(this.bridge.subnet())));
		assertThat(state.stats().cpuNanos().orElseThrow()).isPositive();
		assertThat(state.stats().memoryBytes().orElseThrow()).isPositive();
		assertThat(state.disk().size()).isGreaterThanOrEqualTo(3_000_000);
		assertThat(state.processes()).isPositive();
		assertThat(state.pid()).isEqualTo(container.initPid().orElseThrow());
	}

	@Test
	void save() {
		Container container = started("c");

		SaveResult result = container.save((spec) -> spec.env("GREETING", "hello")
			.description("changed")
			.profiles("small")
			.resources(Resources.builder().pids(30).build()));

		assertThat(result.applied()).contains("limits", "description", "profiles");
		assertThat(result.afterRestart()).containsExactly("env");
		assertThat(container.cgroup().get(PIDS)).isEqualTo("30");
		container.restart(LIMIT);
		assertThat(container.cgroup().get(PIDS)).isEqualTo("30");
		assertThat(container.execute("sh", "-c", "echo $GREETING").stdout()).isEqualTo("hello\n");
		container.stop(Duration.ZERO);
		assertThat(container.save((spec) -> spec.env("GREETING", "bye")).needsRestart()).isFalse();
	}

	@Test
	void deleteByForceLeavesNoSnapshotNetworkLogOrLease() throws IOException {
		Path directory = this.namespace.containerDirectory("c").create();
		Container container = this.containers
			.create(spec("c").network(NetworkSettings.cni()).log(JsonLog.at(directory.resolve("log"))).build());
		container.start();
		assertThat(this.bridge.addresses()).isNotEmpty();

		container.delete(DeleteOptions.defaults().withForce());

		assertThat(this.containers.all()).isEmpty();
		assertThat(this.namespace.tasks().list()).isEmpty();
		assertThat(this.namespace.snapshots().list()).noneMatch((snapshot) -> snapshot.name().equals("c"));
		assertThat(this.namespace.leases().list()).isEmpty();
		assertThat(this.bridge.addresses()).isEmpty();
		assertThat(this.bridge.ports()).isEmpty();
		assertThat(directory).doesNotExist();
	}

	@Test
	void execute() {
		Container container = this.containers.create(spec("c").build());
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> container.execute("true"));
		container.start();

		ExecResult result = container.execute("sh", "-c", "echo out; echo err >&2; exit 3");

		assertThat(result.exitCode()).isEqualTo(3);
		assertThat(result.stdout()).isEqualTo("out\n");
		assertThat(result.stderr()).isEqualTo("err\n");
		assertThat(container.execBuilder("id", "-u").user("1000").run().stdout()).isEqualTo("1000\n");
	}

	@Test
	void filesPutGetAndDelete() {
		Container container = started("c");

		container.files().put("/tmp/my-script", "echo from a file");

		assertThat(container.files().get("/tmp/my-script")).asString().isEqualTo("echo from a file");
		assertThat(container.execute("sh", "/tmp/my-script").stdout()).isEqualTo("from a file\n");
		container.files().delete("/tmp/my-script");
		assertThat(container.files().find("/tmp/my-script")).isEmpty();
	}

	@Test
	void publish() {
		Container container = started("c");
		container.execute("touch", "/published");

		this.namespace.images().get(container.publish("example.com/published:1").name()).unpack();

		this.daemon.ctr(this.namespace, "run", "--rm", "example.com/published:1", "again", "test", "-e", "/published");
	}

	@Test
	void getIpsAndGetInterfaces() {
		Container container = startedWithNetwork("c");

		List<InetAddress> ips = container.ips(LIMIT);
		List<InetAddress> inet6 = container.ips(StandardProtocolFamily.INET6, LIMIT);

		assertThat(inet6).singleElement().isInstanceOf(Inet6Address.class);
		assertThat(container.ips(StandardProtocolFamily.INET, LIMIT)).singleElement().isEqualTo(ips.get(0));
		assertThat(ips).first().isInstanceOf(Inet4Address.class);
		assertThat(ips.get(0).getHostAddress()).startsWith(this.bridge.subnet());
		assertThat(container.interfaces()).extracting(ContainerInterface::name).containsExactlyInAnyOrder("lo", "eth0");
	}

	@Test
	void attachWaitWithAFunctionAndWithACommand() {
		Container container = startedWithNetwork("c");
		AttachOptions network = AttachOptions.defaults().withNamespaces(LinuxNamespace.Kind.NETWORK);

		String hostname = container.attach(() -> Files.readString(Path.of("/etc/hostname")).strip());
		boolean eth0 = container.attach(network, () -> NetworkInterface.getByName("eth0") != null);
		boolean files = container.attach(network, () -> Files.exists(Path.of("/proc/self/exe")));

		assertThat(hostname).isEqualTo("c");
		assertThat(eth0).isTrue();
		assertThat(files).as("this machine's files").isTrue();
		assertThat(container.attach("sh", "-c", "exit 7")).isEqualTo(7);
	}

	@Test
	void console() throws IOException {
		Container container = this.containers
			.create(ContainerSpec.builder("c").image(BusyboxImage.REFERENCE).args("sh").tty().build());
		Task task = container.start(Streams.terminal(80, 24));
		task.streams().orElseThrow().detach();

		try (ProcessStreams console = container.console()) {
			console.stdin().write("echo $((40 + 2))\n".getBytes(StandardCharsets.UTF_8));
			console.stdin().flush();
			assertThat(readUntil(console.stdout(), "42")).contains("echo $((40 + 2))");
		}
	}

	private static String readUntil(InputStream stream, String text) throws IOException {
		StringBuilder read = new StringBuilder();
		while (read.indexOf(text) < 0) {
			int next = stream.read();
			assertThat(next).as(read.toString()).isNotNegative();
			read.append((char) next);
		}
		return read.toString();
	}

	@Test
	void getRunningConfigItemAndCgroupItems() {
		Container container = started("c");
		Cgroup cgroup = container.cgroup();

		cgroup.set(PIDS, "17");

		assertThat(cgroup.get(PIDS)).isEqualTo("17");
		assertThat(container.state().stats().processLimit()).hasValue(17);
		Awaitility.await()
			.atMost(LIMIT)
			.untilAsserted(() -> assertThat(cgroup.get("cgroup.procs").lines())
				.contains(Integer.toString(container.initPid().orElseThrow())));
	}

}

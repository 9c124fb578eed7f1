package io.github.containerd4j.network;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.containerd4j.ChildJvm;
import io.github.containerd4j.DeadlineExceededException;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.container.DeleteOptions;
import io.github.containerd4j.embedded.BusyboxImage;
import io.github.containerd4j.spec.ContainerSpec;
import io.github.containerd4j.spec.RestartPolicy;
import io.github.containerd4j.spec.UserMapping;
import io.github.containerd4j.task.Signal;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.task.TaskSpec;
import io.github.containerd4j.task.TaskStatus;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DaemonTest
@Timeout(120)
class ContainerNetworkIT {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final String PORTMAP = "{\"type\":\"portmap\",\"capabilities\":{\"portMappings\":true}}";

	private static final String WEB = "mkdir -p /www; echo hello > /www/index.html; exec httpd -f -p 80 -h /www";

	private final Path directory;

	private final TestDaemon daemon;

	private final BridgedNamespace network;

	private final Namespace namespace;

	private final TestBridge bridge;

	private final List<ContainerNetwork> attached = new ArrayList<>();

	ContainerNetworkIT(@TempDir Path directory, TestDaemon daemon, Namespace namespace) {
		this.directory = directory;
		this.daemon = daemon;
		this.network = new BridgedNamespace(directory, daemon, namespace);
		this.bridge = this.network.bridge();
		this.namespace = this.network.namespace();
	}

	@AfterEach
	void removeNetworks() {
		try (this.network) {
			this.attached.forEach(ContainerNetwork::detachByForce);
		}
	}

	private ContainerNetwork network(String container, NetworkSettings settings) {
		ContainerNetwork network = this.namespace.network(container, settings);
		this.attached.add(network);
		return network;
	}

	private Task create(String container, String... arguments) {
		return create(container, NetworkSettings.none(), arguments);
	}

	private Task create(String container, NetworkSettings settings, String... arguments) {
		return createTask(container(container, settings, arguments));
	}

	private Container container(String id, NetworkSettings settings, String... arguments) {
		return this.namespace.containers()
			.create(ContainerSpec.builder(id).image(BusyboxImage.REFERENCE).args(arguments).network(settings).build());
	}

	private Task createTask(Container container) {
		String key = String.valueOf(container.info().snapshotKey());
		return this.namespace.tasks()
			.create(TaskSpec.builder(container.id()).rootfs(this.namespace.snapshots().mounts(key)).build());
	}

	private ContainerNetwork run(String container, NetworkSettings settings, String script) {
		Task task = create(container, settings, "sh", "-c", script);
		ContainerNetwork network = network(container, settings);
		network.attach(task.info().pid());
		task.start();
		return network;
	}

	private int exitCode(String container, String script) {
		run(container, NetworkSettings.cni(), script);
		return this.namespace.tasks().wait(container, LIMIT).orElseThrow().code();
	}

	private static String address(ContainerNetwork network, Class<? extends InetAddress> kind) {
		return network.ips().stream().filter(kind::isInstance).findFirst().orElseThrow().getHostAddress();
	}

	@Test
	void letsContainersReachEachOther() {
		this.bridge.write();
		ContainerNetwork web = run("web", NetworkSettings.cni(), WEB);
		String ipv4 = address(web, Inet4Address.class);
		String ipv6 = address(web, Inet6Address.class);
		assertThat(ipv4).startsWith(this.bridge.subnet());

		assertThat(exitCode("pinger", "ping -c 1 -W 10 " + ipv4 + " && ping6 -c 1 -W 10 " + ipv6)).isZero();
		assertThat(exitCode("browser", retried("wget -q -O /out http://" + ipv4 + "/ && grep -q hello /out"))).isZero();
		assertThat(exitCode("browser6", retried("wget -q -O /out http://[" + ipv6 + "]/ && grep -q hello /out")))
			.isZero();
	}

	private static String retried(String command) {
		return "for i in 1 2 3 4 5 6 7 8 9 10; do " + command + " && exit 0; sleep 0.2; done; exit 1";
	}

	@Test
	void publishesAPortOnTheMachine() throws IOException {
		this.bridge.write(PORTMAP);
		int port = freePort();
		NetworkSettings settings = NetworkSettings.builder().ports(PortMapping.tcp(port, 80)).build();

		ContainerNetwork web = run("web", settings, WEB);

		Awaitility.await()
			.atMost(LIMIT)
			.ignoreExceptionsInstanceOf(IOException.class)
			.untilAsserted(() -> assertThat(get(port)).isEqualTo("hello\n"));
		assertThat(this.bridge.rules()).isNotEmpty();
		web.detach();
		assertThat(this.bridge.rules()).isEmpty();
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	private static String get(int port) throws IOException {
		HttpURLConnection connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/")
			.toURL()
			.openConnection();
		connection.setConnectTimeout(2000);
		connection.setReadTimeout(2000);
		try {
			return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
		finally {
			connection.disconnect();
		}
	}

	@Test
	void leavesNothingWhenARunningContainerIsDisconnected() throws IOException {
		this.bridge.write(PORTMAP, "{\"type\":\"tuning\",\"sysctl\":{\"net.core.somaxconn\":\"500\"}}");
		ContainerNetwork network = run("c", NetworkSettings.cni(), "sleep 600");
		assertThat(this.bridge.ports()).hasSize(1);
		assertThat(this.bridge.addresses()).hasSize(2);
		assertThat(this.bridge.results()).hasSize(2);
		network.check();

		network.detach();

		assertNothingLeft("c");
		assertThat(network.ips()).isEmpty();
		network.detach();
	}

	private void assertNothingLeft(String container) throws IOException {
		assertThat(this.bridge.ports()).isEmpty();
		assertThat(this.bridge.addresses()).isEmpty();
		assertThat(this.bridge.rules()).isEmpty();
		assertThat(this.bridge.results()).isEmpty();
		assertThat(Files.readString(Path.of("/proc/mounts"))).doesNotContain(this.directory.toString() + "/data");
		assertThat(this.namespace.containerDirectory(container).file("network.json")).doesNotExist();
	}

	@Test
	void leavesNothingOfATaskThatEndedOnItsOwn() throws IOException {
		this.bridge.write(PORTMAP);
		NetworkSettings settings = NetworkSettings.builder().ports(PortMapping.tcp(freePort(), 80)).build();
		ContainerNetwork network = run("c", settings, "exit 0");
		assertThat(this.namespace.tasks().wait("c", LIMIT)).isPresent();
		this.namespace.tasks().delete("c");
		assertThat(this.bridge.rules()).isNotEmpty();

		network.detach();

		assertNothingLeft("c");
	}

	@Test
	void disconnectsWhatAKilledJvmConnected() throws Exception {
		this.bridge.write("{\"type\":\"hang\"}");
		this.bridge.plugin("hang", "[ $CNI_COMMAND = DEL ] && exit; echo $$ > " + this.directory
				+ "/hangs; cat > /dev/null; exec sleep 600");
		Task task = create("c", "sleep", "600");
		ContainerNetwork network = network("c", NetworkSettings.cni());
		Process child = ChildJvm.start(this.directory.resolve("output"), AttachByChild.class, this.daemon.address(),
				this.namespace.name(), "c", this.directory.toString());
		try {
			// A JVM takes its time to start on a busy machine.
			Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> read("hangs").endsWith("\n"));
		}
		finally {
			child.destroyForcibly();
			killPlugin();
		}
		assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();
		assertThat(this.bridge.addresses()).hasSize(2);
		task.kill(Signal.KILL);

		network.detach();

		assertNothingLeft("c");
	}

	private void killPlugin() throws IOException {
		String pid = read("hangs").strip();
		if (!pid.isEmpty()) {
			ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
		}
	}

	private String read(String name) throws IOException {
		Path file = this.directory.resolve(name);
		return Files.exists(file) ? Files.readString(file) : "";
	}

	@Test
	void leavesNothingWhenAPluginFailsInTheMiddle() throws IOException {
		this.bridge.write("{\"type\":\"broken\"}");
		this.bridge.plugin("broken",
				"[ $CNI_COMMAND = DEL ] && exit; echo '{\"code\":100,\"msg\":\"broken\"}'; exit 1");
		Task task = create("c", "sleep", "600");
		ContainerNetwork network = network("c", NetworkSettings.cni());

		assertThatExceptionOfType(CniException.class).isThrownBy(() -> network.attach(task.info().pid()))
			.withMessageContaining("plugin broken: broken (code 100)")
			.satisfies((ex) -> assertThat(ex.getSuppressed()).isEmpty());

		assertNothingLeft("c");
	}

	@Test
	void triesAgainWhatAPluginFailedToGiveBack() throws IOException {
		this.bridge.write("{\"type\":\"moody\"}");
		this.bridge.plugin("moody", """
				[ $CNI_COMMAND = DEL ] && exec test ! -e %s
				sed 's/.*"prevResult"://; s/}$//'
				""".formatted(this.directory.resolve("bad-mood")));
		ContainerNetwork network = run("c", NetworkSettings.cni(), "sleep 600");
		Files.createFile(this.directory.resolve("bad-mood"));

		assertThatExceptionOfType(CniException.class).isThrownBy(network::detach).withMessageContaining("plugin moody");
		assertThat(this.bridge.addresses()).isEmpty();
		Files.delete(this.directory.resolve("bad-mood"));
		network.detach();

		assertNothingLeft("c");
	}

	@Test
	void connectsAContainerToSeveralNetworks() throws IOException {
		this.bridge.write();
		try (TestBridge second = new TestBridge(this.directory).write()) {
			ContainerNetwork network = run("c", NetworkSettings.cni(this.bridge.name(), second.name()), "sleep 600");

			assertThat(network.interfaces()).extracting(ContainerInterface::name).contains("lo", "eth0", "eth1");
			assertThat(network.interfaces()).filteredOn((link) -> link.name().equals("eth1"))
				.singleElement()
				.satisfies((link) -> {
					assertThat(link.mac()).matches("[0-9a-f:]{17}");
					assertThat(link.addresses()).anySatisfy((address) -> {
						assertThat(address.address().getHostAddress()).startsWith(second.subnet());
						assertThat(address.prefixLength()).isEqualTo(24);
					});
				});
			assertThat(network.ips()).filteredOn(Inet4Address.class::isInstance).hasSize(2);
			network.detach();
			assertThat(second.addresses()).isEmpty();
			assertThat(second.rules()).isEmpty();
		}
		assertNothingLeft("c");
	}

	@Test
	void connectsAContainerThatRunsAlready() throws Exception {
		this.bridge.write();
		create("c", "sleep", "600").start();
		ContainerNetwork network = network("c", NetworkSettings.cni());
		assertThat(network.ips()).isEmpty();
		assertThat(network.interfaces()).extracting(ContainerInterface::name).containsExactly("lo");
		CompletableFuture<List<InetAddress>> waiting = CompletableFuture.supplyAsync(() -> network.ips(LIMIT));

		List<CniResult> results = network.attach();

		assertThat(waiting.get(20, TimeUnit.SECONDS)).isNotEmpty();
		assertThat(network.attach()).as("attached already").isEqualTo(results);
		assertThat(this.bridge.ports()).hasSize(1);
	}

	@Test
	void connectsTheNextTaskOfAContainerAnew() throws IOException {
		this.bridge.write();
		ContainerNetwork network = run("c", NetworkSettings.cni(), "exit 0");
		this.namespace.tasks().wait("c", LIMIT);
		this.namespace.tasks().delete("c");
		Task next = createTask(this.namespace.containers().get("c"));

		network.attach(next.info().pid());

		assertThat(this.bridge.ports()).hasSize(1);
		assertThat(this.bridge.addresses()).hasSize(2);
		assertThat(network.ips()).hasSize(2);
	}

	@Test
	void givesUpWaitingForAnAddress() {
		create("c", "sleep", "600").start();
		ContainerNetwork network = network("c", NetworkSettings.none());
		network.attach();

		assertThatExceptionOfType(DeadlineExceededException.class).isThrownBy(() -> network.ips(Duration.ofMillis(200)))
			.withMessageContaining("\"c\"")
			.withMessageContaining("no address after 200 ms");
	}

	@Test
	void needsATaskThatLives() {
		this.bridge.write();
		ContainerNetwork network = network("c", NetworkSettings.cni());
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(network::attach);
		assertThat(network.ips()).isEmpty();

		create("c", "true").start();
		assertThat(this.namespace.tasks().wait("c", LIMIT)).isPresent();

		assertThatExceptionOfType(FailedPreconditionException.class).isThrownBy(network::attach)
			.withMessageContaining("ended");
	}

	@Test
	void tellsWhatIsWrongWithABrokenConfiguration() throws IOException {
		this.bridge.writeText("{\"cniVersion\":\"1.0.0\",\"name\":\"" + this.bridge.name() + "\",\"plugins\":[");
		Task task = create("c", "sleep", "600");
		ContainerNetwork network = network("c", NetworkSettings.cni(this.bridge.name()));

		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> network.attach(task.info().pid()))
			.withMessageContaining(this.bridge.name() + ".conflist")
			.withMessageContaining("no JSON");
		assertNothingLeft("c");
	}

	@Test
	void limitsTheBandwidth() {
		this.bridge.write("{\"type\":\"bandwidth\",\"capabilities\":{\"bandwidth\":true}}");
		ContainerNetwork network = run("c",
				NetworkSettings.builder().bandwidth(new Bandwidth(8_000_000, 8_000_000, 0, 0)).build(), "sleep 600");

		String port = this.bridge.ports().get(0).split(" ")[1].replaceFirst("@.*", "");
		assertThat(TestBridge.run("tc", "qdisc", "show", "dev", port)).contains("tbf").contains("8Mbit");
		network.detach();
	}

	@Test
	void mountsFilesThatTellTheNamesOfTheNetwork() throws IOException {
		this.bridge.write();
		NetworkSettings settings = NetworkSettings.builder()
			.dns(Dns.of("10.1.2.3"))
			.hosts(HostEntry.of("10.1.2.4", "db"))
			.build();
		String script = "cat /etc/hostname /etc/hosts /etc/resolv.conf > /all; sleep 600";

		ContainerNetwork network = run("c", settings, script);

		Path all = Path.of("/proc/" + this.namespace.tasks().get("c").info().pid() + "/root/all");
		Awaitility.await()
			.atMost(LIMIT)
			.untilAsserted(() -> assertThat(Files.readString(all)).startsWith("c\n")
				.contains(address(network, Inet4Address.class) + "\tc\n")
				.contains("10.1.2.4\tdb\n")
				.endsWith("nameserver 10.1.2.3\n"));
	}

	@Test
	void disconnectsAContainerWhenItIsDeleted() throws IOException {
		this.bridge.write(PORTMAP);
		run("c", NetworkSettings.cni(), "exit 0");
		assertThat(this.namespace.tasks().wait("c", LIMIT)).isPresent();
		this.namespace.tasks().delete("c");

		this.namespace.containers().get("c").delete();

		assertNothingLeft("c");
		assertThat(this.namespace.containerDirectory("c").path()).doesNotExist();
	}

	@Test
	void keepsAContainerThatCannotBeDisconnectedUnlessForced() throws IOException {
		this.bridge.write("{\"type\":\"stuck\"}");
		this.bridge.plugin("stuck", "[ $CNI_COMMAND = DEL ] && exit 1; sed 's/.*\"prevResult\"://; s/}$//'\n");
		run("c", NetworkSettings.cni(), "exit 0");
		assertThat(this.namespace.tasks().wait("c", LIMIT)).isPresent();
		this.namespace.tasks().delete("c");
		Container container = this.namespace.containers().get("c");

		assertThatExceptionOfType(CniException.class).isThrownBy(container::delete);
		assertThat(this.namespace.containers().find("c")).isPresent();
		container.network().detachByForce();
		container.delete();

		assertThat(this.namespace.containers().find("c")).isEmpty();
		assertNothingLeft("c");
	}

	@Test
	void connectsAContainerThatIsStartedAndDisconnectsOneThatIsStopped() throws IOException {
		this.bridge.write(PORTMAP);
		int port = freePort();
		Container container = this.namespace.containers()
			.create(ContainerSpec.builder("web")
				.image(BusyboxImage.REFERENCE)
				.args("sh", "-c", WEB)
				.network(NetworkSettings.builder().ports(PortMapping.tcp(port, 80)).build())
				.build());
		this.attached.add(container.network());

		container.start();

		assertThat(container.ips()).hasSize(2);
		Awaitility.await()
			.atMost(LIMIT)
			.ignoreExceptionsInstanceOf(IOException.class)
			.untilAsserted(() -> assertThat(get(port)).isEqualTo("hello\n"));
		container.stop(Duration.ZERO);
		assertNothingLeft("web");
		container.start();
		assertThat(container.ips()).hasSize(2);
		container.delete(DeleteOptions.defaults().withForce());
		assertNothingLeft("web");
	}

	@Test
	void leavesNoTaskWhenItCannotBeConnected() throws IOException {
		this.bridge.write("{\"type\":\"missing-plugin\"}");
		Container container = container("c", NetworkSettings.cni(), "sleep", "600");

		assertThatExceptionOfType(CniException.class).isThrownBy(container::start)
			.withMessageContaining("missing-plugin");

		assertThat(container.task()).isEmpty();
		// What is missing cannot disconnect either.
		container.network().detachByForce();
		assertNothingLeft("c");
	}

	@Test
	void sharesTheNetworkOfAnotherContainer() throws IOException {
		this.bridge.write();
		ContainerNetwork web = run("web", NetworkSettings.cni(), WEB);

		ContainerNetwork side = run("side", NetworkSettings.container("web"),
				retried("wget -q -O /out http://127.0.0.1/ && grep -q hello /out") + "; grep -q web /etc/hosts");

		assertThat(this.namespace.tasks().wait("side", LIMIT).orElseThrow().code()).isZero();
		assertThat(this.namespace.containers().get("side").network().settings().container()).isEqualTo("web");
		side.detach();
		assertThat(web.ips()).isNotEmpty();
	}

	@Test
	void followsTheOtherContainerToItsNextTask() throws IOException {
		this.bridge.write();
		Container web = container("web", NetworkSettings.cni());
		Task first = web.start();
		Container side = container("side", NetworkSettings.container("web"));
		assertThat(side.start()).satisfies((task) -> assertSameNetwork(task, first));

		Task second = web.restart(Duration.ZERO);
		Task joined = side.restart(Duration.ZERO);

		assertSameNetwork(joined, second);
		assertThat(side.ips()).isEqualTo(web.ips()).isNotEmpty();
		// The one that is named by its file is there for whoever starts the container.
		assertThat(spec(side)).contains("\"path\":\"" + web.network().namespaceFile() + "\"");
		side.stop(Duration.ZERO);
		web.stop(Duration.ZERO);
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(side::start).withMessageContaining("\"web\"");
	}

	@Test
	void followsAContainerWithoutANetworkToo() throws IOException {
		Container other = container("other", NetworkSettings.none());
		other.start();
		Container side = container("side", NetworkSettings.container("other"));
		side.start();

		Task second = other.restart(Duration.ZERO);

		assertSameNetwork(side.restart(Duration.ZERO), second);
	}

	private Container container(String id, NetworkSettings settings) {
		Container container = this.namespace.containers()
			.create(ContainerSpec.builder(id)
				.image(BusyboxImage.REFERENCE)
				.args("sleep", "600")
				.network(settings)
				.build());
		this.attached.add(container.network());
		return container;
	}

	private static String spec(Container container) {
		return Objects.requireNonNull(container.refresh().spec()).asText();
	}

	private static void assertSameNetwork(Task one, Task other) {
		assertThat(networkOf(one)).satisfies((file) -> assertThat(Files.isSameFile(file, networkOf(other))).isTrue());
	}

	private static Path networkOf(Task task) {
		return Path.of("/proc/" + task.info().pid() + "/ns/net");
	}

	@Test
	void keepsTheNetworkFromCreationToDeletion() throws IOException {
		this.bridge.write(PORTMAP);
		Container container = kept("c", ContainerSpec.builder("c").keepNetwork());
		assertThat(this.bridge.addresses()).hasSize(2);
		assertThat(container.ips()).as("nothing runs").isEmpty();

		container.start();
		List<InetAddress> addresses = container.ips();
		assertThat(addresses).hasSize(2);
		assertThat(address(container.network(), Inet4Address.class)).startsWith(this.bridge.subnet());
		container.restart(Duration.ZERO);
		assertThat(container.ips()).isEqualTo(addresses);
		container.stop(Duration.ZERO);
		assertThat(this.bridge.addresses()).hasSize(2);
		container.delete();

		assertNothingLeft("c");
		assertThat(this.namespace.containerDirectory("c").path()).doesNotExist();
	}

	@Test
	void savingGivesAStoppedContainerAnotherNetwork() throws IOException {
		this.bridge.write();
		Container container = container("c", NetworkSettings.none(), "sleep", "600");

		assertThat(container.save((spec) -> spec.network(NetworkSettings.cni())).applied()).containsExactly("network");

		container.start();
		String address = container.network().ips(LIMIT).get(0).getHostAddress();
		assertThat(container.execute("sh", "-c", "hostname; grep -c " + address + " /etc/hosts").stdout())
			.isEqualTo("c\n1\n");
		assertThatExceptionOfType(FailedPreconditionException.class)
			.isThrownBy(() -> container.save((spec) -> spec.network(NetworkSettings.host())))
			.withMessageContaining("has a task");
		container.stop(Duration.ZERO);
		assertThat(this.bridge.addresses()).isEmpty();

		container.save((spec) -> spec.network(NetworkSettings.host()));

		container.start();
		assertThat(container.execute("readlink", "/proc/self/ns/net").stdout().strip())
			.isEqualTo(Files.readSymbolicLink(Path.of("/proc/self/ns/net")).toString());
		assertThat(this.bridge.addresses()).isEmpty();
		assertThat(container.execute("cat", "/etc/hosts").stdout()).isEqualTo(Files.readString(Path.of("/etc/hosts")));
		container.delete(DeleteOptions.defaults().withForce());
	}

	@Test
	void savingKeepsANetworkAndGivesItUp() throws IOException {
		this.bridge.write();
		Container container = container("c", NetworkSettings.cni(), "sleep", "600");
		assertThat(this.bridge.addresses()).isEmpty();

		container.save((spec) -> spec.keepNetwork());

		List<String> kept = this.bridge.addresses();
		assertThat(kept).isNotEmpty();
		container.start();
		assertThat(container.network().ips()).extracting(InetAddress::getHostAddress).containsAnyElementsOf(kept);
		container.stop(Duration.ZERO);
		assertThat(this.bridge.addresses()).isEqualTo(kept);

		container.save((spec) -> spec.network(NetworkSettings.none()));

		assertThat(this.bridge.addresses()).isEmpty();
		assertThat(container.start().exec("ip", "-o", "addr").stdout()).doesNotContain(this.bridge.subnet());
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> container.save((spec) -> spec.keepNetwork()))
			.withMessageContaining("only CNI networks");
		container.delete(DeleteOptions.defaults().withForce());
	}

	@Test
	void connectsAgainWhatWasKeptAndIsLost() throws IOException {
		this.bridge.write();
		Container container = kept("c", ContainerSpec.builder("c").keepNetwork());
		container.network().detach();
		assertNothingLeft("c");

		container.start();

		assertThat(container.ips()).hasSize(2);
		container.delete(DeleteOptions.defaults().withForce());
		assertNothingLeft("c");
	}

	@Test
	void aCopyKeepsANetworkOfItsOwn() throws IOException {
		this.bridge.write();
		Container container = kept("c", ContainerSpec.builder("c").keepNetwork());
		Container copy = container.copy("d");
		this.attached.add(copy.network());

		container.start();
		copy.start();

		assertThat(copy.ips()).hasSize(2).doesNotContainAnyElementsOf(container.ips());
		copy.delete(DeleteOptions.defaults().withForce());
		container.delete(DeleteOptions.defaults().withForce());
		assertNothingLeft("d");
	}

	@Test
	void theRestartMonitorFindsTheNetwork() {
		this.bridge.write();
		// It starts what should run and does not, for the first time too.
		Container container = kept("c", ContainerSpec.builder("c").restartPolicy(RestartPolicy.always()));
		Awaitility.await()
			.atMost(Duration.ofSeconds(50))
			.until(() -> container.task().filter((task) -> task.info().status() == TaskStatus.RUNNING).isPresent());

		assertThat(container.ips()).hasSize(2);
		container.delete(DeleteOptions.defaults().withForce());
	}

	@Test
	void leavesNoContainerWhoseKeptNetworkCannotBeConnected() throws IOException {
		this.bridge.write("{\"type\":\"broken\"}");
		this.bridge.plugin("broken",
				"[ $CNI_COMMAND = DEL ] && exit; echo '{\"code\":100,\"msg\":\"broken\"}'; exit 1");

		assertThatExceptionOfType(CniException.class)
			.isThrownBy(() -> kept("c", ContainerSpec.builder("c").keepNetwork()));

		assertThat(this.namespace.containers().find("c")).isEmpty();
		assertNothingLeft("c");
		assertThat(this.namespace.containerDirectory("c").path()).doesNotExist();
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> kept("c", ContainerSpec.builder("c")
				.keepNetwork()
				.userNamespace(List.of(new UserMapping(0, 100000, 1000)), List.of(new UserMapping(0, 100000, 1000)))))
			.withMessageContaining("user namespace");
	}

	private Container kept(String id, ContainerSpec.Builder spec) {
		Container container = this.namespace.containers()
			.create(spec.image(BusyboxImage.REFERENCE).args("sleep", "600").network(NetworkSettings.cni()).build());
		this.attached.add(container.network());
		return container;
	}

	@Test
	void usesTheNetworkOfTheMachine() {
		ContainerNetwork network = run("c", NetworkSettings.host(), "sleep 600");

		assertThat(network.interfaces()).extracting(ContainerInterface::name).contains("eth0");
		assertThat(Path.of("/proc/" + this.namespace.tasks().get("c").info().pid() + "/ns/net"))
			.satisfies((file) -> assertThat(Files.isSameFile(file, Path.of("/proc/self/ns/net"))).isTrue());
	}

}

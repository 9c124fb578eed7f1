package io.github.containerd4j.network;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.NotFoundException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

@Timeout(60)
class CniTests {

	private static final CniTarget TARGET = CniTarget.of("ns-web", Path.of("/proc/1/ns/net"), "eth0");

	private final PluginDirectory plugins;

	private final Cni cni;

	CniTests(@TempDir Path directory) {
		this.plugins = new PluginDirectory(directory);
		this.cni = this.plugins.cni().build();
	}

	@Test
	void givesEachPluginTheResultOfTheOneBefore() {
		this.plugins.good("first");
		this.plugins.good("second");

		CniResult result = this.cni.add(PluginDirectory.network("first", "second"), TARGET);

		assertThat(this.plugins.log()).containsExactly("ADD first", "ADD second");
		assertThat(this.plugins.input("first", CniCommand.ADD)).contains("\"name\":\"net\"")
			.contains("\"cniVersion\":\"1.0.0\"")
			.doesNotContain("prevResult");
		assertThat(this.plugins.input("second", CniCommand.ADD)).contains("\"prevResult\":" + PluginDirectory.RESULT);
		assertThat(result.addresses()).singleElement().satisfies((address) -> {
			assertThat(address.address()).isEqualTo(InetAddress.getByName("10.9.0.5"));
			assertThat(address.prefixLength()).isEqualTo(24);
			assertThat(address.gateway()).isEqualTo(InetAddress.getByName("10.9.0.1"));
			assertThat(address.interfaceName()).isEqualTo("eth0");
		});
		assertThat(result.routes()).containsExactly(new CniResult.Route("0.0.0.0/0", null));
		assertThat(result.dns()).isEqualTo(Dns.of("10.9.0.1"));
	}

	@Test
	void tellsPluginsWhatToConnectInTheirEnvironment() {
		this.plugins.good("first");
		CniTarget target = new CniTarget("ns-web", Path.of("/proc/1/ns/net"), "eth7",
				Map.of("IgnoreUnknown", "1", "K8S_POD", "web"), Map.of());

		this.cni.add(PluginDirectory.network("first"), target);

		assertThat(this.plugins.environment("first", CniCommand.ADD).lines()).contains("CNI_COMMAND=ADD",
				"CNI_CONTAINERID=ns-web", "CNI_NETNS=/proc/1/ns/net", "CNI_IFNAME=eth7",
				"CNI_ARGS=IgnoreUnknown=1;K8S_POD=web", "CNI_PATH=" + this.plugins.bin());
	}

	@Test
	void givesPluginsOnlyWhatTheyAreCapableOf() {
		this.plugins.good("first");
		CniTarget target = new CniTarget("ns-web", Path.of("/proc/1/ns/net"), "eth0", Map.of(),
				Map.of("portMappings", "[{\"hostPort\":80}]", "mac", "\"02:00:00:00:00:01\"", "ips", "[]"));

		this.cni.add(PluginDirectory.network("first"), target);

		assertThat(this.plugins.input("first", CniCommand.ADD))
			.contains("\"runtimeConfig\":{\"portMappings\":[{\"hostPort\":80}]}");
	}

	@Test
	void disconnectsInReverseWithTheResultOfAdd() {
		this.plugins.good("first");
		this.plugins.good("second");
		CniNetwork network = PluginDirectory.network("first", "second");
		this.cni.add(network, TARGET);

		this.cni.delete(network, TARGET);

		assertThat(this.plugins.log()).containsExactly("ADD first", "ADD second", "DEL second", "DEL first");
		assertThat(this.plugins.input("first", CniCommand.DEL)).contains("\"prevResult\":" + PluginDirectory.RESULT);
		assertThat(this.cni.attachments("ns-web")).isEmpty();
	}

	@Test
	void givesOldPluginsNoResultToDisconnect() {
		this.plugins.good("first");
		CniNetwork network = CniNetwork
			.parse("{\"cniVersion\":\"0.3.1\",\"name\":\"net\",\"type\":\"first\",\"bridge\":\"b\"}");
		this.cni.add(network, TARGET);

		this.cni.delete(network, TARGET);

		assertThat(this.plugins.input("first", CniCommand.DEL)).contains("\"bridge\":\"b\"")
			.doesNotContain("prevResult");
		assertThatExceptionOfType(FailedPreconditionException.class).isThrownBy(() -> this.cni.check(network, TARGET))
			.withMessageContaining("0.3.1");
	}

	@Test
	void keepsResultsWhereGoKeepsThem() throws IOException {
		this.plugins.good("first");
		CniNetwork network = PluginDirectory.network("first");

		this.cni.add(network, TARGET);

		Path file = this.plugins.cache().resolve("results/net-ns-web-eth0");
		JsonView cached = JsonView.parse("cache", Files.readString(file));
		assertThat(cached.text("kind")).isEqualTo("cniCacheV1");
		assertThat(cached.text("containerId")).isEqualTo("ns-web");
		assertThat(cached.text("networkName")).isEqualTo("net");
		assertThat(cached.text("ifName")).isEqualTo("eth0");
		assertThat(cached.object().get("result")).hasToString(PluginDirectory.RESULT);
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
		assertThat(this.cni.attachments("ns-web")).singleElement().satisfies((attachment) -> {
			assertThat(attachment.network()).isEqualTo(network);
			assertThat(attachment.target().interfaceName()).isEqualTo("eth0");
		});
		assertThat(this.cni.attachments("web")).isEmpty();
	}

	@Test
	void disconnectsAllWhenOneFailsInTheMiddle() {
		this.plugins.good("first");
		this.plugins.plugin("second", "echo '{\"code\":107,\"msg\":\"no room\",\"details\":\"all taken\"}'; exit 1");
		this.plugins.good("third");

		assertThatExceptionOfType(CniException.class)
			.isThrownBy(() -> this.cni.add(PluginDirectory.network("first", "second", "third"), TARGET))
			.withMessage("CNI ADD network \"net\": plugin second: no room: all taken (code 107)")
			.satisfies((ex) -> {
				assertThat(ex.plugin()).isEqualTo("second");
				assertThat(ex.pluginCode()).isEqualTo(107);
				assertThat(ex.details()).isEqualTo("all taken");
				// It fails at disconnecting as well.
				assertThat(ex.getSuppressed()).hasSize(1);
			});
		assertThat(this.plugins.log()).containsExactly("ADD first", "ADD second", "DEL third", "DEL second",
				"DEL first");
		assertThat(this.cni.attachments("ns-web")).isEmpty();
	}

	@Test
	void disconnectsTheOthersWhenOneFailsToAndRemembers() {
		this.plugins.good("first");
		this.plugins.plugin("second", "[ $CNI_COMMAND = DEL ] && exit 3; echo '" + PluginDirectory.RESULT + "'");
		CniNetwork network = PluginDirectory.network("first", "second");
		this.cni.add(network, TARGET);

		assertThatExceptionOfType(CniException.class).isThrownBy(() -> this.cni.delete(network, TARGET))
			.withMessageContaining("plugin second: it ended with 3 and said nothing");
		assertThat(this.plugins.log()).endsWith("DEL second", "DEL first");
		assertThat(this.cni.attachments("ns-web")).hasSize(1);
	}

	@Test
	void killsAPluginThatHangsWithItsChildren() {
		Path pids = this.plugins.bin().resolveSibling("pids");
		this.plugins.script("slow", "sleep 600 & echo $$ $! > " + pids + "; sleep 600");
		Cni impatient = this.plugins.cni().timeout(Duration.ofMillis(500)).build();

		assertThatExceptionOfType(CniException.class)
			.isThrownBy(() -> impatient.add(PluginDirectory.network("slow"), TARGET))
			.withMessageContaining("plugin slow: it did not end within 500 ms and was killed")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED));
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> read(pids).noneMatch(CniTests::lives));
	}

	@Test
	void isNotHeldUpByAChildThatAPluginLeavesBehind() throws IOException {
		Path pid = this.plugins.bin().resolveSibling("pid");
		this.plugins.script("leaver", "sleep 600 & echo $! > " + pid + "; echo '" + PluginDirectory.RESULT + "'");

		try {
			assertThatNoException().isThrownBy(() -> this.cni.add(PluginDirectory.network("leaver"), TARGET));
		}
		finally {
			read(pid).forEach((number) -> ProcessHandle.of(number).ifPresent(ProcessHandle::destroyForcibly));
		}
	}

	@Test
	void givesALargeConfigurationToAPluginThatReadsNothing() {
		this.plugins.script("deaf", "echo '" + PluginDirectory.RESULT + "'");
		CniNetwork network = CniNetwork.parse("{\"cniVersion\":\"1.0.0\",\"name\":\"net\",\"type\":\"deaf\",\"text\":\""
				+ "x".repeat(1 << 20) + "\"}");

		assertThatNoException().isThrownBy(() -> this.cni.add(network, TARGET));
	}

	@Test
	void refusesAnAnswerThatIsGarbage() {
		this.plugins.plugin("talker", "echo Hello, world");

		assertThatExceptionOfType(CniException.class)
			.isThrownBy(() -> this.cni.add(PluginDirectory.network("talker"), TARGET))
			.withMessageContaining("no JSON")
			.withMessageContaining("Hello, world");
	}

	@Test
	void refusesAnAnswerWithoutEnd() {
		this.plugins.script("talker", "exec cat /dev/zero");

		assertThatExceptionOfType(CniException.class)
			.isThrownBy(() -> this.cni.add(PluginDirectory.network("talker"), TARGET))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.RESOURCE_EXHAUSTED));
	}

	@Test
	void showsWhatAPluginSaidThatFailedInItsOwnWay() {
		this.plugins.script("loud", "echo out; echo 'iptables: not found' >&2; exit 1");

		assertThatExceptionOfType(CniException.class)
			.isThrownBy(() -> this.cni.add(PluginDirectory.network("loud"), TARGET))
			.withMessageContaining("it ended with 1: out iptables: not found");
	}

	@Test
	void tellsThatAPluginIsMissingAndWhereItWasLookedFor() {
		assertThatExceptionOfType(CniException.class)
			.isThrownBy(() -> this.cni.add(PluginDirectory.network("missing"), TARGET))
			.withMessageContaining("plugin missing")
			.withMessageContaining(this.plugins.bin().toString())
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.NOT_FOUND));
	}

	@Test
	void tellsThatAPluginIsNoProgram() throws IOException {
		Files.setPosixFilePermissions(this.plugins.good("plain"), PosixFilePermissions.fromString("rw-------"));

		assertThatExceptionOfType(CniException.class)
			.isThrownBy(() -> this.cni.add(PluginDirectory.network("plain"), TARGET))
			.withMessageContaining("plain cannot be executed")
			.withMessageContaining("Permission denied");
	}

	@Test
	void triesAgainWhileAPluginIsBeingWritten() throws Exception {
		Path plugin = this.plugins.good("busy");
		CompletableFuture<CniResult> result;

		try (OutputStream writer = Files.newOutputStream(plugin, StandardOpenOption.APPEND)) {
			result = CompletableFuture.supplyAsync(() -> this.cni.add(PluginDirectory.network("busy"), TARGET));
			CountDownLatch never = new CountDownLatch(1);
			assertThat(never.await(100, TimeUnit.MILLISECONDS)).isFalse();
			assertThat(this.plugins.log()).isEmpty();
			writer.write('\n');
		}

		assertThat(result.get(20, TimeUnit.SECONDS).addresses()).hasSize(1);
	}

	@Test
	void stopsWaitingWhenTheThreadIsInterrupted() throws Exception {
		Path started = this.plugins.bin().resolveSibling("started");
		this.plugins.script("slow", "[ $CNI_COMMAND = DEL ] && exit; echo $$ > " + started + "; exec sleep 600");
		CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
		Thread thread = new Thread(() -> {
			try {
				this.cni.add(PluginDirectory.network("slow"), TARGET);
			}
			catch (CniException ex) {
				interrupted.complete(Thread.currentThread().isInterrupted() && ex.code() == ErrorCode.CANCELLED);
			}
		});
		thread.start();
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> read(started).count() == 1);

		thread.interrupt();

		assertThat(interrupted.get(10, TimeUnit.SECONDS)).isTrue();
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> read(started).noneMatch(CniTests::lives));
	}

	@Test
	void asksPluginsWhetherAllIsStillThere() {
		this.plugins.good("first");
		CniNetwork network = PluginDirectory.network("first");

		assertThatExceptionOfType(FailedPreconditionException.class).isThrownBy(() -> this.cni.check(network, TARGET))
			.withMessageContaining("not connected");
		this.cni.add(network, TARGET);
		this.cni.check(network, TARGET);

		assertThat(this.plugins.input("first", CniCommand.CHECK)).contains("\"prevResult\":" + PluginDirectory.RESULT);
	}

	@Test
	void asksPluginsForTheirVersions() {
		this.plugins.script("first", "echo '{\"cniVersion\":\"1.0.0\",\"supportedVersions\":[\"0.4.0\",\"1.0.0\"]}'");

		assertThat(this.cni.supportedVersions("first")).containsExactly("0.4.0", "1.0.0");
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> this.cni.supportedVersions("../first"));
	}

	@Test
	void leavesNoFilesBehind() throws IOException {
		this.plugins.good("first");
		CniNetwork network = PluginDirectory.network("first");
		this.cni.add(network, TARGET);

		this.cni.delete(network, TARGET);

		try (Stream<Path> temporary = Files.list(Path.of(System.getProperty("java.io.tmpdir")));
				Stream<Path> results = Files.list(this.plugins.cache().resolve("results"))) {
			assertThat(results).isEmpty();
			assertThat(temporary.filter((file) -> file.getFileName().toString().startsWith("containerd4j-cni-")))
				.isEmpty();
		}
	}

	@Test
	void disconnectsWithoutTheResultWhenItIsDamaged() throws IOException {
		this.plugins.good("first");
		CniNetwork network = PluginDirectory.network("first");
		this.cni.add(network, TARGET);
		Path file = this.plugins.cache().resolve("results/net-ns-web-eth0");
		Files.writeString(file, "{\"kind\":\"cniCa");

		this.cni.delete(network, TARGET);

		assertThat(this.plugins.input("first", CniCommand.DEL)).doesNotContain("prevResult");
		assertThat(file).doesNotExist();
	}

	@Test
	void findsNetworksByTheNamesOfTheirFiles() throws IOException {
		Path directory = Files.createDirectories(this.plugins.bin().resolveSibling("net.d"));
		Files.writeString(directory.resolve("20-b.conflist"),
				"{\"cniVersion\":\"1.0.0\",\"name\":\"b\",\"plugins\":[{\"type\":\"bridge\"}]}");
		Files.writeString(directory.resolve("10-a.conf"), "{\"cniVersion\":\"0.4.0\",\"name\":\"a\",\"type\":\"ptp\"}");
		Files.writeString(directory.resolve("05-broken.conflist"), "{\"cniVersion\":\"1.0.0\",");
		Files.writeString(directory.resolve("01-other.txt"), "nothing");

		assertThat(this.cni.networks()).extracting(CniNetwork::name).containsExactly("a", "b");
		assertThat(this.cni.defaultNetwork().name()).isEqualTo("a");
		assertThat(this.cni.network("b").plugins()).extracting(CniPlugin::type).containsExactly("bridge");
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> this.cni.network("c"))
			.withMessageContaining("network \"c\"")
			.withMessageContaining("05-broken.conflist");
	}

	@Test
	void refusesABrokenFileThatWasNamed() throws IOException {
		Path file = this.plugins.bin().resolveSibling("my.conflist");
		Files.writeString(file, "{\"cniVersion\":\"1.0.0\",\"name\":\"a\",\"plugins\":[]}");
		Cni cni = this.plugins.cni().configFiles(file).build();

		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(cni::networks)
			.withMessageContaining("my.conflist")
			.withMessageContaining("no plugins");
	}

	@Test
	void tellsThatThereIsNoNetworkAtAll() {
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(this.cni::defaultNetwork)
			.withMessageContaining("default network")
			.withMessageContaining("net.d");
	}

	private static Stream<Long> read(Path pids) throws IOException {
		if (!Files.exists(pids)) {
			return Stream.of();
		}
		return Stream.of(Files.readString(pids).strip().split(" "))
			.filter((text) -> !text.isEmpty())
			.map(Long::valueOf);
	}

	private static boolean lives(long pid) {
		return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
	}

}

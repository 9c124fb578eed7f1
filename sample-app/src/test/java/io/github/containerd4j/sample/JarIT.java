package io.github.containerd4j.sample;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.containerd4j.embedded.BusyboxImage;
import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.github.containerd4j.test.TestRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The packaged jar as a process of its own.
 */
class JarIT {

	private static final Duration LIMIT = Duration.ofSeconds(90);

	private static final Pattern DASHBOARD = Pattern.compile("dashboard +(http://127\\.0\\.0\\.1:\\d+)/");

	private static final Pattern DAEMON = Pattern.compile("containerd +unix://(/\\S+)");

	/** As scripts/demo has them: nothing then remains for a JDK to warn of. */
	private static final List<String> JVM_OPTIONS = List.of("-XX:+IgnoreUnrecognizedVMOptions",
			"--sun-misc-unsafe-memory-access=allow");

	@TempDir
	Path directory;

	private final List<Process> processes = new ArrayList<>();

	@AfterEach
	void kill() {
		this.processes.forEach(Process::destroyForcibly);
	}

	@Test
	void startsADaemonOfItsOwnAndRemovesItAtTheEnd() throws Exception {
		Process application = start(Map.of(), "--server.port=0", "--containerd.address=" + missingSocket());
		Matcher dashboard = awaitOutput(DASHBOARD);

		assertThat(output()).contains("Starting a daemon of its own: there is no socket")
			.contains("Started 5 demo containers")
			.doesNotContainPattern("WARN|ERROR")
			.doesNotContain("Exception");
		// Out of service until the probe of a declared container has answered.
		await().atMost(LIMIT).until(() -> status(dashboard.group(1) + "/actuator/health") == 200);
		Path socket = Path.of(awaitOutput(DAEMON).group(1));
		assertThat(socket).exists();
		DemoNetwork network = DemoNetwork.read(dashboard.group(1));
		assertThat(network.publishedPage()).isEqualTo("hello");
		assertThat(network.remains()).isNotEmpty();

		assertThat(terminate(application)).isEqualTo(143);

		assertThat(network.remains()).isEmpty();

		assertThat(socket.getParent()).doesNotExist();
		assertThat(Files.readString(Path.of("/proc/self/mountinfo"))).doesNotContain(socket.getParent().toString());
		assertThat(output()).doesNotContainPattern("WARN|ERROR").doesNotContain("Exception");
	}

	@Test
	void removesTheNetworkOfARunThatWasKilled() throws Exception {
		String missing = "--containerd.address=" + missingSocket();
		Process killed = start(Map.of(), "--server.port=0", missing);
		DemoNetwork network = DemoNetwork.read(awaitOutput(DASHBOARD).group(1));
		killed.destroyForcibly().waitFor();
		assertThat(network.remains()).isNotEmpty();

		Process next = start(Map.of(), "--server.port=0", missing);
		awaitOutput(DASHBOARD);

		assertThat(network.remains()).isEmpty();
		assertThat(terminate(next)).isEqualTo(143);
	}

	@Test
	void usesADaemonThatIsThereAndLeavesItAlone() throws Exception {
		try (EmbeddedContainerd daemon = EmbeddedContainerd.builder().start()) {
			Process application = start(Map.of("CONTAINERD_ADDRESS", daemon.address()), "--server.port=0");
			awaitOutput(DASHBOARD);

			assertThat(output()).contains("Using the daemon at " + daemon.address())
				.doesNotContain("demo containers")
				.doesNotContainPattern("WARN|ERROR");
			assertThat(terminate(application)).isEqualTo(143);
			assertThat(daemon.ctr("namespaces", "list", "-q")).isEmpty();
		}
	}

	@Test
	void pullsWhatAPropertySays() throws Exception {
		try (EmbeddedContainerd daemon = EmbeddedContainerd.builder().start();
				TestRegistry registry = TestRegistry.plain()) {
			String image = registry.address() + "/tools/busybox:1";
			daemon.importBusybox("default");
			daemon.ctr("images", "tag", BusyboxImage.REFERENCE, image);
			daemon.ctr("images", "push", "--plain-http", image);
			daemon.ctr("images", "remove", "--sync", image);

			Process application = start(Map.of("CONTAINERD_ADDRESS", daemon.address()), "--server.port=0",
					"--containerd.images.pull-at-startup=" + image);
			awaitOutput(Pattern.compile("Pulled " + Pattern.quote(image)));

			assertThat(daemon.ctr("images", "list", "--quiet")).contains(image);
			assertThat(terminate(application)).isEqualTo(143);
			assertThat(output()).doesNotContainPattern("WARN|ERROR");
		}
	}

	@Test
	void startsAndEndsWithoutAnyDaemon() throws Exception {
		Process application = start(Map.of(), "--server.port=0", "--containerd.address=" + missingSocket(),
				"--containerd.embedded.enabled=false");
		Matcher dashboard = awaitOutput(DASHBOARD);

		assertThat(status(dashboard.group(1) + "/actuator/health")).isEqualTo(503);
		assertThat(status(dashboard.group(1) + "/api/tree")).isEqualTo(503);
		assertThat(status(dashboard.group(1) + "/")).isEqualTo(200);
		assertThat(terminate(application)).isEqualTo(143);
	}

	@Test
	void runsCommandsWithTheirExitCodes() throws Exception {
		assertThat(run(Map.of(), "--help")).isZero();
		assertThat(output()).contains("lsctr", "watchctr");
		assertThat(run(Map.of(), "nonsense")).isEqualTo(2);
		assertThat(run(Map.of(), "lsctr", "--nonsense")).isEqualTo(2);
		assertThat(run(Map.of(), "lsctr", "--address", missingSocket())).isEqualTo(1);
		assertThat(output()).hasLineCount(1).startsWith("lsctr: ").contains("there is no socket");
	}

	@Test
	void drawsWhatTheLocaleCanShow() throws Exception {
		try (EmbeddedContainerd daemon = EmbeddedContainerd.builder().start()) {
			daemon.importBusybox("default");
			daemon.ctr("containers", "create", "docker.io/library/busybox:local", "c1", "true");
			String[] command = { "lsctr", "--address", daemon.address() };

			assertThat(run(Map.of("LC_ALL", "C.UTF-8"), command)).isZero();
			assertThat(output()).contains("└─ ○ c1");
			assertThat(run(Map.of("LC_ALL", "C"), command)).isZero();
			assertThat(output()).contains("`- o c1");
		}
	}

	@Test
	void watchingEndsWithTheInterrupt() throws Exception {
		try (EmbeddedContainerd daemon = EmbeddedContainerd.builder().start()) {
			Process watcher = start(Map.of(), "watchctr", "--address", daemon.address());
			awaitOutput(Pattern.compile("watching unix:"));
			daemon.ctr("namespaces", "create", "blue");
			awaitOutput(Pattern.compile(" /namespaces/create name=blue"));

			new ProcessBuilder("kill", "-INT", Long.toString(watcher.pid())).start().waitFor();

			assertThat(watcher.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
			assertThat(watcher.exitValue()).isEqualTo(130);
			assertThat(output()).hasLineCount(2);
		}
	}

	private String missingSocket() {
		return this.directory.resolve("missing.sock").toString();
	}

	private int run(Map<String, String> environment, String... arguments) throws Exception {
		Process process = start(environment, arguments);
		assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
		return process.exitValue();
	}

	private Process start(Map<String, String> environment, String... arguments) throws IOException {
		// A build in the background ignores the interrupt, its children inherit that, and
		// a JVM then keeps to it.
		List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT",
				Path.of(System.getProperty("java.home"), "bin", "java").toString()));
		command.addAll(JVM_OPTIONS);
		// One that is killed cannot remove what Tomcat and native libraries have put
		// there.
		command.add("-Djava.io.tmpdir=" + this.directory);
		command.addAll(List.of("-jar", Path.of("target", "containerd-sample-app.jar").toString()));
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(outputFile());
		builder.environment().putAll(environment);
		Process process = builder.start();
		this.processes.add(process);
		return process;
	}

	private File outputFile() {
		return this.directory.resolve("output").toFile();
	}

	private String output() throws IOException {
		return Files.readString(outputFile().toPath(), StandardCharsets.UTF_8);
	}

	private Matcher awaitOutput(Pattern pattern) {
		return await().atMost(LIMIT).until(() -> pattern.matcher(output()), Matcher::find);
	}

	private static int terminate(Process process) throws InterruptedException {
		process.destroy();
		assertThat(process.waitFor(10, TimeUnit.SECONDS)).as("ends within seconds").isTrue();
		return process.exitValue();
	}

	private static int status(String address) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create(address)).timeout(LIMIT).build();
		return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
	}

}

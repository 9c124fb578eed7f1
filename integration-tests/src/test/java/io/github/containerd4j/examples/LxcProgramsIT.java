package io.github.containerd4j.examples;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.embedded.BusyboxImage;
import io.github.containerd4j.network.BridgedNamespace;
import io.github.containerd4j.network.NetworkSettings;
import io.github.containerd4j.network.TestBridge;
import io.github.containerd4j.spec.ContainerSpec;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The programs of LXC's "Scripting with the API", on a real network.
 */
@DaemonTest
@Timeout(180)
class LxcProgramsIT {

	private static final String[] SERVICE = { "sh", "-c", "trap 'exit 0' TERM; while true; do sleep 0.05; done" };

	private final BridgedNamespace network;

	private final TestBridge bridge;

	private final Namespace namespace;

	private final ByteArrayOutputStream output = new ByteArrayOutputStream();

	private final PrintStream out = new PrintStream(this.output, true, StandardCharsets.UTF_8);

	LxcProgramsIT(@TempDir Path directory, TestDaemon daemon, Namespace namespace) {
		this.network = new BridgedNamespace(directory, daemon, namespace);
		this.bridge = this.network.bridge().write();
		this.namespace = this.network.namespace();
	}

	@AfterEach
	void close() throws IOException {
		try (this.network) {
			this.network.deleteContainers();
		}
	}

	private Container create(String id) {
		return this.namespace.containers()
			.create(ContainerSpec.builder(id)
				.image(BusyboxImage.REFERENCE)
				.args(SERVICE)
				.network(NetworkSettings.cni())
				.build());
	}

	private String printed() {
		return this.output.toString(StandardCharsets.UTF_8);
	}

	@Test
	void createsStartsPrintsShutsDownOrForcesAndDestroys() {
		CreateAndShutDown.run(this.namespace, BusyboxImage.REFERENCE, this.out);

		assertThat(printed()).matches("(?s)Container state: RUNNING\\nContainer PID: \\d+\\n(Failed to cleanly.*)?");
		assertThat(this.namespace.containers().exists("apicontainer")).isFalse();
	}

	@Test
	void updatesAllContainers() {
		create("one");
		create("two").start();

		UpdateAll.run(this.namespace, this.out, "sh", "-c", "ip route | grep -q default && touch /updated");

		assertThat(printed().lines()).hasSize(4).first().asString().startsWith("one is at " + this.bridge.subnet());
		assertThat(printed()).contains("one was updated: 0\n", "two was updated: 0\n");
		Container one = this.namespace.containers().get("one");
		Container two = this.namespace.containers().get("two");
		assertThat(one.isRunning()).isFalse();
		assertThat(two.isRunning()).isTrue();
		assertThat(two.attach(() -> Files.exists(Path.of("/updated")))).isTrue();
	}

	@Test
	void clonesABaseInstallsAWebServerClonesAgainAndPrintsTheAddress() throws Exception {
		ContainerSpec base = ContainerSpec.builder("base")
			.image(BusyboxImage.REFERENCE)
			.args("sh", "-c", "[ ! -e /www ] || httpd -h /www; trap 'exit 0' TERM; while true; do sleep 0.05; done")
			.network(NetworkSettings.cni())
			.build();

		BaseAndClones.run(this.namespace, base, "ip route | grep -q default && touch /updated",
				"mkdir /www && echo hello > /www/index.html", this.out);

		assertThat(printed()).startsWith("base: 0\nweb: 0\nWebsite running at: http://" + this.bridge.subnet());
		URI website = URI.create(printed().substring(printed().indexOf("http://")).strip() + "/index.html");
		Awaitility.await()
			.ignoreExceptions()
			.untilAsserted(() -> assertThat(website.toURL().openStream()).hasContent("hello"));
		assertThat(this.namespace.containers().get("mysite").files().find("/updated")).isPresent();
		assertThat(this.namespace.containers().get("base").files().find("/www")).isEmpty();
		assertThat(this.namespace.containers().all()).extracting(Container::id)
			.containsExactly("base", "mysite", "web");
	}

	@Test
	void printsTheHostnameHereAndThere() throws IOException {
		Container container = create("p1");

		PrintHostname.run(container, this.out);

		assertThat(printed())
			.isEqualTo("Hostname: " + Files.readString(Path.of("/etc/hostname")).strip() + "\nHostname: p1\n");
		assertThat(container.isRunning()).isFalse();
	}

}

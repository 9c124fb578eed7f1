package io.github.containerd4j.examples;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.checkpoint.CriuException;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.container.DeleteOptions;
import io.github.containerd4j.embedded.BusyboxImage;
import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.github.containerd4j.network.BridgedNamespace;
import io.github.containerd4j.network.NetworkSettings;
import io.github.containerd4j.network.TestBridge;
import io.github.containerd4j.spec.ContainerSpec;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestCriu;
import io.github.containerd4j.test.TestDaemon;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The programs of pylxd's page about containers, on a real network.
 */
@DaemonTest
@Timeout(180)
class PylxdProgramsIT {

	private final TestDaemon daemon;

	private final Path directory;

	private final BridgedNamespace network;

	private final TestBridge bridge;

	private final Namespace namespace;

	private final ByteArrayOutputStream output = new ByteArrayOutputStream();

	private final PrintStream out = new PrintStream(this.output, true, StandardCharsets.UTF_8);

	PylxdProgramsIT(@TempDir Path directory, TestDaemon daemon, Namespace namespace) {
		this.daemon = daemon;
		this.directory = directory;
		this.network = new BridgedNamespace(directory, daemon, namespace, CreateContainers.PROFILE);
		this.bridge = this.network.bridge().write();
		this.namespace = this.network.namespace();
	}

	@AfterEach
	void close() throws IOException {
		try (this.network) {
			this.network.deleteContainers();
		}
	}

	private Container start() {
		Container container = this.namespace.containers()
			.create(ContainerSpec.builder("my-container")
				.image(BusyboxImage.REFERENCE)
				.args("sh", "-c", "trap 'exit 0' TERM; while true; do sleep 0.05; done")
				.network(NetworkSettings.cni())
				.build());
		container.start();
		return container;
	}

	private String printed() {
		return this.output.toString(StandardCharsets.UTF_8);
	}

	@Test
	void createsContainersFromNothingFromAnImageAndWithAProfile() {
		CreateContainers.run(this.namespace, BusyboxImage.REFERENCE, this.out);

		assertThat(printed()).isEqualTo("""
				[Container[empty], Container[my-container], Container[profiled]]
				my-container: PAUSED
				[profilename]
				""");
		assertThat(this.namespace.containers().all()).isEmpty();
	}

	@Test
	void changesAttributesAndSaves() {
		Container container = start();

		ChangeAndSave.run(container, this.out);

		assertThat(printed()).isEqualTo("in effect: [ephemeral, limits]\nneeds a restart: [mounts]\n");
		assertThat(container.execute("grep", "-c", " /scratch ", "/proc/mounts").stdout()).isEqualTo("1\n");
		assertThat(container.state().stats().memoryLimitBytes()).hasValue(64 << 20);
	}

	@Test
	void printsTheAddresses() {
		PrintAddresses.run(start(), this.out);

		assertThat(printed().lines()).anyMatch((line) -> line.startsWith(this.bridge.subnet()) && line.endsWith("/24"))
			.anyMatch((line) -> line.startsWith("fd00:c0de:") && line.endsWith("/64"));
	}

	@Test
	void talksToAShellWithATerminal() throws IOException {
		InteractiveShell.run(start(), this.out);

		assertThat(printed()).contains("50 132").endsWith("ended with 3\n");
	}

	@Test
	void putsAndGetsFiles() throws IOException {
		Container container = start();
		Files.writeString(this.directory.resolve("my-script"), "echo hello; echo result > /tmp/my-script2\n");

		MoveFiles.run(container, this.directory, this.out);

		assertThat(printed()).isEqualTo("hello\n");
		assertThat(this.directory.resolve("my-script2")).hasContent("result\n");
		assertThat(container.files().find("/tmp/my-script2")).isEmpty();
	}

	@Test
	void keepsSnapshots() {
		Container container = start();

		KeepSnapshots.run(container, false, this.out);

		assertThat(printed()).startsWith("my-backup\nwith memory: false\nmade at 2").endsWith("\n1\n");
		assertThat(container.snapshots().all()).isEmpty();
		assertThat(container.isRunning()).isTrue();
	}

	@Test
	void keepsSnapshotsWithMemory() {
		try (Server server = new Server(this.daemon, this.directory.resolve("there"))) {
			Container container = server.start("my-container");
			int pid = container.initPid().orElseThrow();

			if (TestCriu.directory().isEmpty()) {
				assertThatExceptionOfType(CriuException.class)
					.isThrownBy(() -> KeepSnapshots.run(container, true, this.out));
				return;
			}
			KeepSnapshots.run(container, true, this.out);

			assertThat(printed()).contains("with memory: true\n").endsWith("\n1\n");
			assertThat(container.isRunning()).isTrue();
			assertThat(container.initPid().orElseThrow()).isNotEqualTo(pid);
		}
	}

	@Test
	void migratesToAnotherServer() {
		try (Server server = new Server(this.daemon, this.directory.resolve("there"))) {
			Container container = this.namespace.containers().create(Server.spec("testm"));
			container.files().put("/root/note", "moves along");

			MigrateToAnotherServer.run(container, server.namespace(), false, this.out);

			assertThat(printed()).isEqualTo("testm: STOPPED\n");
			assertThat(container.isDefined()).isFalse();
			assertThat(server.namespace().containers().get("testm").files().get("/root/note")).asString()
				.isEqualTo("moves along");
		}
	}

	@Test
	void migratesToAnotherServerWhileItRuns() {
		try (Server source = new Server(this.daemon, this.directory.resolve("here"));
				Server destination = new Server(this.daemon, this.directory.resolve("there"))) {
			Container container = source.start("testm");

			if (TestCriu.directory().isEmpty()) {
				assertThatExceptionOfType(CriuException.class)
					.isThrownBy(() -> MigrateToAnotherServer.run(container, destination.namespace(), true, this.out));
				return;
			}
			MigrateToAnotherServer.run(container, destination.namespace(), true, this.out);

			assertThat(printed()).isEqualTo("testm: RUNNING\n");
			assertThat(container.isDefined()).isFalse();
			assertThat(destination.namespace().containers().get("testm").isRunning()).isTrue();
		}
	}

	/**
	 * A daemon of a test alone, which finds CRIU if that is here, and a client.
	 */
	private static final class Server implements AutoCloseable {

		private final EmbeddedContainerd daemon;

		private final ContainerdClient client;

		private final Namespace namespace;

		Server(TestDaemon like, Path data) {
			this.daemon = like.startPrivate(TestCriu.searchPath());
			this.client = ContainerdClient.builder().address(this.daemon.address()).dataDirectory(data).build();
			this.namespace = this.client.namespace("pylxd" + this.daemon.pid());
			this.daemon.importBusybox(this.namespace.name());
		}

		static ContainerSpec spec(String id) {
			return ContainerSpec.builder(id)
				.image(BusyboxImage.REFERENCE)
				.args("sh", "-c", "while true; do sleep 0.05; done")
				.build();
		}

		Container start(String id) {
			Container container = this.namespace.containers().create(spec(id));
			container.start();
			return container;
		}

		Namespace namespace() {
			return this.namespace;
		}

		@Override
		public void close() {
			this.namespace.containers()
				.all()
				.forEach((container) -> container.delete(DeleteOptions.defaults().withForce()));
			this.client.close();
			this.daemon.close();
		}

	}

}

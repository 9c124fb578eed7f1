package io.github.containerd4j.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.containerd4j.connection.ContainerdAddress;
import io.github.containerd4j.host.ContainerDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class NetworkFilesTests {

	private static final ContainerdAddress ADDRESS = ContainerdAddress.parse("/run/containerd/containerd.sock");

	@TempDir
	private Path root;

	@Test
	void areMadeForCniNetworksAndFilledWithWhatTheyGive() throws IOException {
		NetworkFiles files = NetworkFiles.in(directory("web"));
		NetworkSettings settings = NetworkSettings.builder()
			.aliases("www")
			.hosts(HostEntry.of("10.0.0.9", "db"))
			.build();

		files.create(settings, "box");
		assertThat(files.mounts(settings)).containsOnlyKeys("/etc/resolv.conf", "/etc/hosts", "/etc/hostname")
			.containsEntry("/etc/hosts", directory("web").file("hosts"));
		Object inode = Files.getAttribute(directory("web").file("hosts"), "unix:ino");
		files.update(settings, List.of(CniResult.parse(PluginDirectory.RESULT)));

		assertThat(directory("web").file("hostname")).hasContent("box");
		assertThat(directory("web").file("resolv.conf")).hasContent("nameserver 10.9.0.1");
		assertThat(Files.readString(directory("web").file("hosts"))).contains("127.0.0.1\tlocalhost")
			.contains("10.9.0.5\tbox www\n")
			.contains("10.0.0.9\tdb\n");
		assertThat(Files.getAttribute(directory("web").file("hosts"), "unix:ino")).isEqualTo(inode);
	}

	@Test
	void sayWhatTheSettingsSayBeforeAnythingElse() throws IOException {
		NetworkSettings settings = NetworkSettings.builder()
			.dns(new Dns(List.of("10.1.1.1"), null, List.of("a.local", "b.local"), List.of("ndots:2")))
			.build();

		NetworkFiles.in(directory("web")).create(settings, "box");

		assertThat(Files.readString(directory("web").file("resolv.conf")))
			.isEqualTo("nameserver 10.1.1.1\nsearch a.local b.local\noptions ndots:2\n");
	}

	@Test
	void areNotNeededWithoutNetworkOrInThatOfTheMachine() {
		assertThat(NetworkFiles.in(directory("a")).mounts(NetworkSettings.none())).isEmpty();
		assertThat(NetworkFiles.in(directory("a")).mounts(NetworkSettings.host())).isEmpty();
		NetworkFiles.in(directory("a")).create(NetworkSettings.none(), "a");
		assertThat(directory("a").path()).doesNotExist();
	}

	@Test
	void areThoseOfTheContainerWhoseNetworkIsShared() {
		NetworkFiles.in(directory("web")).create(NetworkSettings.cni(), "web");

		assertThat(NetworkFiles.in(directory("side")).mounts(NetworkSettings.container("web")))
			.containsEntry("/etc/hosts", directory("web").file("hosts"));
	}

	private ContainerDirectory directory(String id) {
		return ContainerDirectory.of(this.root, ADDRESS, "ns", id);
	}

}

package io.github.containerd4j.introspection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.Filter;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.UnimplementedException;
import io.github.containerd4j.container.RuntimeOptions;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DaemonTest
class IntrospectionServiceIT {

	private static final String SNAPSHOTTER = "io.containerd.snapshotter.v1";

	private final TestDaemon daemon;

	private final IntrospectionService introspection;

	IntrospectionServiceIT(TestDaemon daemon, ContainerdClient client) {
		this.daemon = daemon;
		this.introspection = client.introspection();
	}

	@Test
	void listsTheSamePluginsAsCtr() {
		List<String> plugins = this.introspection.plugins().stream().map(IntrospectionServiceIT::row).toList();

		List<String> rows = this.daemon.ctr("plugins", "list")
			.lines()
			.skip(1)
			.filter((line) -> !line.isBlank())
			.map((line) -> line.strip().split("\\s+"))
			.map((columns) -> columns[0] + " " + columns[1] + " " + columns[columns.length - 1])
			.toList();
		assertThat(plugins).containsExactlyInAnyOrderElementsOf(rows);
	}

	private static String row(Plugin plugin) {
		String status = plugin.isHealthy() ? "ok" : plugin.isSkipped() ? "skip" : "error";
		return plugin.type() + " " + plugin.id() + " " + status;
	}

	@Test
	void tellsWhyAPluginDoesNotRun() {
		Plugin devmapper = only(Filter.equal("id", "devmapper").and(Filter.equal("type", SNAPSHOTTER)));

		assertThat(devmapper.isHealthy()).isFalse();
		assertThat(devmapper.initError()).contains("devmapper not configured");
	}

	@Test
	void tellsPlatformsAndExports() {
		Plugin overlay = only(Filter.equal("id", "overlayfs"));

		assertThat(overlay.platforms()).extracting((platform) -> platform.os()).containsOnly("linux");
		assertThat(overlay.exports()).containsKey("root");
		assertThat(overlay.initError()).isNull();
	}

	@Test
	void refusesABadFilterOfTheDaemonsOwn() {
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> this.introspection.plugins(Filter.parse("type==")));
	}

	@Test
	void tellsWhoTheDaemonIs() throws IOException {
		ServerInfo server = this.introspection.server();

		assertThat(server.uuid()).matches("[0-9a-f-]{36}");
		assertThat(this.introspection.server().uuid()).isEqualTo(server.uuid());
		if (this.daemon.isAtLeast("1.7")) {
			assertThat(Files.readString(Path.of("/proc/" + server.pid() + "/cmdline"))).contains("containerd");
			String ours = Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
			assertThat(ours).contains(Long.toUnsignedString(server.pidNamespace()));
		}
		else {
			assertThat(server.pid()).isZero();
			assertThat(server.pidNamespace()).isZero();
		}
	}

	@Test
	void asksAPluginAboutItself() {
		if (!this.daemon.isAtLeast("2.0")) {
			assertThatExceptionOfType(UnimplementedException.class)
				.isThrownBy(() -> this.introspection.pluginInfo(SNAPSHOTTER, "overlayfs", null))
				.withMessageContaining("containerd 2.0 or newer is needed");
			return;
		}
		PluginDetails details = this.introspection.pluginInfo(SNAPSHOTTER, "overlayfs", null);

		assertThat(details.plugin()).isEqualTo(only(Filter.equal("id", "overlayfs")));
		assertThatExceptionOfType(NotFoundException.class)
			.isThrownBy(() -> this.introspection.pluginInfo(SNAPSHOTTER, "none", null));
	}

	@Test
	void asksARuntimeAboutItself() {
		RuntimeOptions runc = RuntimeOptions.of(RuntimeOptions.RUNC_V2);
		if (!this.daemon.isAtLeast("2.0")) {
			assertThatExceptionOfType(UnimplementedException.class)
				.isThrownBy(() -> this.introspection.runtimeInfo(runc));
			return;
		}
		RuntimeInfo info = this.introspection.runtimeInfo(runc);

		assertThat(info.name()).isEqualTo(RuntimeOptions.RUNC_V2);
		assertThat(info.version()).isEqualTo(this.daemon.version());
		assertThat(info.features()).isNotNull().extracting((features) -> features.asText()).asString().startsWith("{");
		assertThatExceptionOfType(ContainerdException.class)
			.isThrownBy(() -> this.introspection.runtimeInfo(RuntimeOptions.of("io.containerd.none.v1")))
			.withMessageContaining("containerd-shim-none-v1");
	}

	private Plugin only(Filter filter) {
		List<Plugin> plugins = this.introspection.plugins(filter);
		assertThat(plugins).hasSize(1);
		return plugins.get(0);
	}

}

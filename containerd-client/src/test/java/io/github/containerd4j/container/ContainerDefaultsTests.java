package io.github.containerd4j.container;

import java.nio.file.Path;

import io.github.containerd4j.connection.ContainerdAddress;
import io.github.containerd4j.host.ContainerDirectory;
import io.github.containerd4j.network.NetworkSettings;
import io.github.containerd4j.spec.ContainerSpec;
import io.github.containerd4j.spec.LinuxNamespace;
import io.github.containerd4j.spec.Resources;
import io.github.containerd4j.stdio.JsonLog;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ContainerDefaultsTests {

	private static final ContainerDefaults DEFAULTS = ContainerDefaults.none()
		.withResources(Resources.builder().memory(64 << 20).cpus(2).pids(100).build())
		.withNetwork(NetworkSettings.cni("lan"))
		.withLog((directory) -> JsonLog.at(directory.file("log.json")));

	private final ContainerDirectory directory = ContainerDirectory.of(Path.of("/data"),
			ContainerdAddress.parse("/run/containerd.sock"), "default", "web");

	@Test
	void whatASpecificationDoesNotSayIsTheDefault() {
		ContainerSpec spec = DEFAULTS.applyTo(ContainerSpec.builder("web").build(), this.directory);

		assertThat(spec.resources().memory()).isEqualTo(64 << 20);
		assertThat(spec.resources().cpus()).isEqualTo(2);
		assertThat(spec.network()).contains(NetworkSettings.cni("lan"));
		assertThat(spec.log().orElseThrow().file()).hasFileName("log.json");
	}

	@Test
	void whatASpecificationSaysHolds() {
		Resources own = Resources.builder().memory(32 << 20).memoryWithSwap(48 << 20).cpuShares(512).build();

		ContainerSpec spec = DEFAULTS.applyTo(
				ContainerSpec.builder("web").resources(own).network(NetworkSettings.none()).build(), this.directory);

		assertThat(spec.resources().toJson()).contains("\"limit\":33554432", "\"swap\":50331648", "\"shares\":512")
			.contains("\"quota\"")
			.contains("\"pids\":{\"limit\":100}");
		assertThat(spec.network()).contains(NetworkSettings.none());
	}

	@Test
	void aKeptNetworkIsKeptUnlessTheSpecificationHasItsOwn() {
		ContainerDefaults kept = DEFAULTS.withKeptNetwork(NetworkSettings.cni("lan"));

		assertThat(kept.applyTo(ContainerSpec.builder("web").build(), this.directory).isNetworkKept()).isTrue();
		assertThat(
				kept.applyTo(ContainerSpec.builder("web").network(NetworkSettings.cni("lan")).build(), this.directory)
					.isNetworkKept())
			.isFalse();
		assertThat(DEFAULTS.applyTo(ContainerSpec.builder("web").build(), this.directory).isNetworkKept()).isFalse();
	}

	@Test
	void limitsOfMemoryBelongTogether() {
		Resources defaults = Resources.builder().memory(64 << 20).memoryWithSwap(64 << 20).build();

		Resources merged = Resources.builder().memory(128 << 20).build().orElse(defaults);

		assertThat(merged.memory()).isEqualTo(128 << 20);
		assertThat(merged.toJson()).doesNotContain("swap");
	}

	@Test
	void aChosenNetworkNamespaceIsANetwork() {
		ContainerSpec spec = ContainerSpec.builder("web")
			.namespace(LinuxNamespace.host(LinuxNamespace.Kind.NETWORK))
			.build();

		assertThat(DEFAULTS.applyTo(spec, this.directory).network()).isEmpty();
	}

	@Test
	void aLogUriIsALog() {
		ContainerSpec spec = ContainerSpec.builder("web").logUri("file:///var/log/web.log").build();

		assertThat(DEFAULTS.applyTo(spec, this.directory).log()).isEmpty();
	}

	@Test
	void noneChangesNothing() {
		ContainerSpec spec = ContainerSpec.builder("web").build();

		assertThat(ContainerDefaults.none().applyTo(spec, this.directory)).isSameAs(spec);
	}

}

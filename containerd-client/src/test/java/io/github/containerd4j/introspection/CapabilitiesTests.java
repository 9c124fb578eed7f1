package io.github.containerd4j.introspection;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.containerd4j.version.ContainerdVersion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CapabilitiesTests {

	@Test
	void aPluginThatFailedOrWasSkippedCountsForNothing() {
		Capabilities capabilities = of("1.7.24", plugin("io.containerd.transfer.v1", "local", "no luck"),
				plugin("io.containerd.snapshotter.v1", "zfs", "path must be a zfs filesystem: skip plugin"),
				plugin("io.containerd.snapshotter.v1", "native", null));

		assertThat(capabilities.transfer()).isFalse();
		assertThat(capabilities.snapshotters()).containsExactly("native");
	}

	@Test
	void sandboxesNeedAStoreAndAController() {
		Plugin store = plugin("io.containerd.sandbox.store.v1", "local", null);
		Plugin controller = plugin("io.containerd.sandbox.controller.v1", "shim", null);

		assertThat(of("2.1.9", store).sandboxes()).isFalse();
		assertThat(of("2.1.9", store, controller).sandboxes()).isTrue();
		assertThat(of("2.1.9", store, controller).sandboxers()).containsExactly("shim");
	}

	@Test
	void aRestartMonitorWithoutPoliciesRestartsAlways() {
		assertThat(of("1.6.20", plugin("io.containerd.internal.v1", "restart", null)).restartPolicies())
			.containsExactly("always");
	}

	@Test
	void aRestartMonitorTellsItsPolicies() {
		Plugin monitor = new Plugin("io.containerd.monitor.container.v1", "restart", List.of(), List.of(), Map.of(),
				Set.of("no", "always"), null);

		assertThat(of("2.1.9", monitor).restartPolicies()).containsExactlyInAnyOrder("no", "always");
	}

	@Test
	void anotherInternalPluginIsNoRestartMonitor() {
		assertThat(of("1.6.20", plugin("io.containerd.internal.v1", "opt", null)).restartPolicies()).isEmpty();
	}

	@Test
	void nothingIsThereOnADaemonWithoutPlugins() {
		Capabilities capabilities = of("1.6.20");

		assertThat(capabilities.streaming()).isFalse();
		assertThat(capabilities.mounts()).isFalse();
		assertThat(capabilities.imageVerifier()).isFalse();
		assertThat(capabilities.pluginInfo()).isFalse();
		assertThat(capabilities.apiAtLeast("1.6")).isTrue();
	}

	private static Capabilities of(String version, Plugin... plugins) {
		return Capabilities.of(new ContainerdVersion(version, ""), List.of(plugins));
	}

	private static Plugin plugin(String type, String id, @Nullable String initError) {
		return new Plugin(type, id, List.of(), List.of(), Map.of(), Set.of(), initError);
	}

}

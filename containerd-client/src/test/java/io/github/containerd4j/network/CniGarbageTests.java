package io.github.containerd4j.network;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Networks as a whole: whether they are ready, and what nobody wants of them any more.
 */
@Timeout(60)
class CniGarbageTests {

	private static final CniTarget OLD = CniTarget.of("ns-old", Path.of("/proc/1/ns/net"), "eth0");

	private static final CniTarget NEW = CniTarget.of("ns-new", Path.of("/proc/1/ns/net"), "eth0");

	private final PluginDirectory plugins;

	private final Cni cni;

	CniGarbageTests(@TempDir Path directory) {
		this.plugins = new PluginDirectory(directory);
		this.cni = this.plugins.cni().build();
	}

	private static CniNetwork network(String version, String more) {
		return CniNetwork.parse("{\"cniVersion\":\"" + version + "\",\"name\":\"net\"," + more
				+ "\"plugins\":[{\"type\":\"first\",\"bridge\":\"b\"},{\"type\":\"second\"}]}");
	}

	@Test
	void asksPluginsWhetherTheyAreReady() {
		this.plugins.plugin("first", "exit 0");
		this.plugins.plugin("second", "echo '{\"cniVersion\":\"1.1.0\",\"code\":50,\"msg\":\"no daemon\"}'; exit 1");

		this.cni.status(network("1.0.0", ""));
		assertThat(this.plugins.log()).isEmpty();

		assertThatExceptionOfType(CniException.class).isThrownBy(() -> this.cni.status(network("1.1.0", "")))
			.withMessageContaining("STATUS")
			.withMessageContaining("no daemon")
			.satisfies((ex) -> assertThat(ex.pluginCode()).isEqualTo(50));
		assertThat(this.plugins.log()).containsExactly("STATUS first", "STATUS second");
		assertThat(this.plugins.input("first", CniCommand.STATUS)).contains("\"bridge\":\"b\"")
			.contains("\"name\":\"net\"")
			.contains("\"cniVersion\":\"1.1.0\"");
	}

	@Test
	void disconnectsWhatNobodyWantsAndTellsPluginsTheRest() {
		this.plugins.good("first");
		this.plugins.good("second");
		CniNetwork network = network("1.1.0", "");
		this.cni.add(network, OLD);
		this.cni.add(network, NEW);
		int before = this.plugins.log().size();

		this.cni.collectGarbage(network, List.of(NEW));

		List<String> calls = this.plugins.log();
		assertThat(calls.subList(before, before + 2)).containsExactly("DEL second", "DEL first");
		assertThat(calls.subList(before + 2, calls.size())).containsExactlyInAnyOrder("GC first", "GC second");
		assertThat(this.plugins.input("first", CniCommand.GC))
			.contains("\"cni.dev/valid-attachments\":[{\"containerID\":\"ns-new\",\"ifname\":\"eth0\"}]");
		assertThat(this.cni.attachments("ns-old")).isEmpty();
		assertThat(this.cni.attachments("ns-new")).hasSize(1);
	}

	@Test
	void disconnectsFromOlderNetworksByTheCacheAlone() {
		this.plugins.good("first");
		this.plugins.good("second");
		CniNetwork network = network("1.0.0", "");
		this.cni.add(network, OLD);

		this.cni.collectGarbage(network, List.of());

		assertThat(this.plugins.log()).endsWith("DEL second", "DEL first");
		assertThat(this.cni.attachments("ns-old")).isEmpty();
	}

	@Test
	void leavesNetworksAloneThatDoNotWantIt() {
		this.plugins.good("first");
		this.plugins.good("second");
		CniNetwork network = network("1.1.0", "\"disableGC\":true,");
		this.cni.add(network, OLD);
		int before = this.plugins.log().size();

		this.cni.collectGarbage(network, List.of());

		assertThat(this.plugins.log()).hasSize(before);
		assertThat(this.cni.attachments("ns-old")).hasSize(1);
	}

	@Test
	void goesOnWhenAPluginFails() {
		this.plugins.plugin("first",
				"[ $CNI_COMMAND = GC ] && { echo '{\"code\":100,\"msg\":\"broken\"}'; exit 1; }; echo '"
						+ PluginDirectory.RESULT + "'");
		this.plugins.good("second");
		CniNetwork network = network("1.1.0", "");
		this.cni.add(network, OLD);

		assertThatExceptionOfType(CniException.class).isThrownBy(() -> this.cni.collectGarbage(network, List.of()))
			.withMessageContaining("broken");

		assertThat(this.plugins.log()).contains("GC first", "GC second", "DEL first", "DEL second");
		assertThat(this.cni.attachments("ns-old")).isEmpty();
	}

}

package io.github.containerd4j.spring.autoconfigure.container;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.image.PullPolicy;
import io.github.containerd4j.network.NetworkMode;
import io.github.containerd4j.network.PortMapping;
import io.github.containerd4j.probe.ProbeOptions;
import io.github.containerd4j.spec.Profile;
import io.github.containerd4j.spec.Resources;
import io.github.containerd4j.spring.container.ContainerLog;
import io.github.containerd4j.spring.container.DeclaredContainer;
import io.github.containerd4j.spring.container.DeclaredProbe;
import io.github.containerd4j.spring.container.LogDriver;
import io.github.containerd4j.spring.container.OnStop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PropertiesContainerTests {

	private static final String WEB = "containerd.containers.web.";

	private final Map<String, String> properties = new HashMap<>(Map.of(WEB + "image", "docker.io/library/nginx:1"));

	@Test
	void whatIsNotSaidHasDefaults() {
		DeclaredContainer container = read();

		assertThat(container).hasToString("shop/web");
		assertThat(container.spec().image()).contains("docker.io/library/nginx:1");
		assertThat(container.network().mode()).isEqualTo(NetworkMode.NONE);
		assertThat(container.log().driver()).isEqualTo(LogDriver.NONE);
		assertThat(container.pullPolicy()).isEqualTo(PullPolicy.MISSING);
		assertThat(container.stopTimeout()).isEqualTo(Duration.ofSeconds(10));
		assertThat(container.onStop()).isEqualTo(OnStop.STOP);
		assertThat(container.probes()).isEmpty();
	}

	@Test
	void everythingCanBeSaid() {
		set("namespace", "other");
		set("restart", "on-failure:3");
		set("labels.team", "web");
		set("snapshotter", "native");
		set("limits.cpus", "0.5");
		set("limits.memory", "64MB");
		set("limits.pids", "50");
		set("network.networks", "front,back");
		set("network.ports", "8080:80,127.0.0.1:53:53/udp");
		set("log.driver", "json");
		set("log.max-size", "1MB");
		set("log.max-files", "2");
		set("stop-timeout", "3s");
		set("on-stop", "stop-and-delete");
		set("pull-policy", "never");

		DeclaredContainer container = read();

		assertThat(container).hasToString("other/web");
		assertThat(container.spec().restartPolicy()).hasToString("Optional[on-failure:3]");
		assertThat(container.spec().labels()).containsEntry("team", "web");
		assertThat(container.spec().snapshotter()).contains("native");
		assertThat(container.spec().resources().cpus()).isEqualTo(0.5);
		assertThat(container.spec().resources().memory()).isEqualTo(64 * 1024 * 1024);
		assertThat(container.spec().resources().pids()).isEqualTo(50);
		assertThat(container.network().networks()).containsExactly("front", "back");
		assertThat(container.network().ports()).contains(PortMapping.tcp(8080, 80));
		assertThat(container.log()).isEqualTo(new ContainerLog(LogDriver.JSON, null, 1024 * 1024, 2));
		assertThat(container.stopTimeout()).isEqualTo(Duration.ofSeconds(3));
		assertThat(container.onStop()).isEqualTo(OnStop.STOP_AND_DELETE);
		assertThat(container.pullPolicy()).isEqualTo(PullPolicy.NEVER);
	}

	@Test
	void whatTheKernelIsToldReachesTheClient() {
		set("network.networks", "front");
		set("network.keep", "true");
		set("limits.memory", "64MB");
		set("limits.memory-with-swap", "96MB");
		set("devices", "/dev/fuse:/dev/mine:r");
		set("cdi-devices", "vendor.com/gpu=0");
		set("sysctls.net.core.somaxconn", "77");
		set("rlimits.nofile", "1024:4096");
		set("additional-groups", "audio,44");
		set("no-new-privileges", "false");
		set("annotations.kind", "web");
		set("runtime", "io.containerd.runsc.v1");
		set("cgroup-parent", "/slice");

		assertThat(read().spec().isNetworkKept()).isTrue();
		assertThat(read().spec().runtime()).contains("io.containerd.runsc.v1");
		assertThat(read().spec().resources())
			.isEqualTo(Resources.builder().memory(64 << 20).memoryWithSwap(96 << 20).build());
		assertThat(SettingsMap.of(bound().getContainers().get("web")))
			.containsEntry("devices", List.of("/dev/fuse:/dev/mine:r"))
			.containsEntry("cdi-devices", List.of("vendor.com/gpu=0"))
			.containsEntry("sysctls", Map.of("net.core.somaxconn", "77"))
			.containsEntry("rlimits", Map.of("nofile", "1024:4096"))
			.containsEntry("additional-groups", List.of("audio", "44"))
			.containsEntry("no-new-privileges", false)
			.containsEntry("annotations", Map.of("kind", "web"))
			.containsEntry("cgroup-parent", "/slice");
	}

	@Test
	void profilesAreAppliedInOrderBetweenDefaultsAndTheContainer() {
		this.properties.put("containerd.defaults.limits.memory", "32MB");
		this.properties.put("containerd.defaults.limits.cpus", "2");
		this.properties.put("containerd.profiles.small.limits.memory", "64MB");
		this.properties.put("containerd.profiles.small.limits.pids", "20");
		this.properties.put("containerd.profiles.web.limits.pids", "40");
		this.properties.put("containerd.profiles.web.read-only-root", "true");
		this.properties.put("containerd.profiles.web.network.networks", "front");
		this.properties.put("containerd.profiles.web.labels.team", "web");
		set("profiles", "small,web");
		set("network.ports", "8080:80");
		set("read-only-root", "false");
		set("description", "the shop");
		set("ephemeral", "true");

		DeclaredContainer container = read();

		assertThat(container.spec().profiles()).containsExactly("small", "web");
		assertThat(container.spec().resources().memory()).isEqualTo(64 * 1024 * 1024);
		assertThat(container.spec().resources().cpus()).isEqualTo(2.0);
		assertThat(container.spec().resources().pids()).isEqualTo(40);
		assertThat(container.spec().isReadOnlyRoot()).isFalse();
		assertThat(container.spec().labels()).containsEntry("team", "web");
		assertThat(container.network().networks()).containsExactly("front");
		assertThat(container.network().ports()).containsExactly(PortMapping.tcp(8080, 80));
		assertThat(container.spec().description()).contains("the shop");
		assertThat(container.spec().isEphemeral()).isTrue();
	}

	@Test
	void theFingerprintChangesWithAProfile() {
		this.properties.put("containerd.profiles.web.env.A", "1");
		set("profiles", "web");
		String fingerprint = read().fingerprint();

		this.properties.put("containerd.profiles.other.env.A", "2");
		assertThat(read().fingerprint()).isEqualTo(fingerprint);
		this.properties.put("containerd.profiles.web.env.A", "2");
		assertThat(read().fingerprint()).isNotEqualTo(fingerprint);
	}

	@Test
	void anUnknownProfileNamesTheProperty() {
		set("profiles", "large");

		assertThatExceptionOfType(InvalidContainerPropertyException.class).isThrownBy(this::read)
			.satisfies((ex) -> assertThat(ex.property()).isEqualTo(WEB + "profiles"))
			.withMessageContaining("large");
	}

	@Test
	void aWrongValueInAProfileNamesItsProperty() {
		this.properties.put("containerd.profiles.web.limits.memory", "1MB");

		assertThatExceptionOfType(InvalidContainerPropertyException.class).isThrownBy(this::read)
			.satisfies((ex) -> assertThat(ex.property()).isEqualTo("containerd.profiles.web.limits.memory"));
	}

	@Test
	void aProbeHasOneQuestion() {
		set("probes.live.exec", "test,-e,/tmp/live");
		set("probes.live.interval", "5s");
		set("probes.ready.http-port", "8080");
		set("probes.ready.http-path", "/ready");
		set("probes.ready.host", "127.0.0.1");

		assertThat(read().probes()).containsExactlyInAnyOrder(
				new DeclaredProbe("live", new DeclaredProbe.Command(List.of("test", "-e", "/tmp/live")),
						ProbeOptions.defaults().withInterval(Duration.ofSeconds(5))),
				new DeclaredProbe("ready", new DeclaredProbe.Request("127.0.0.1", 8080, "/ready"),
						ProbeOptions.defaults()));
	}

	@Test
	void defaultsHoldWhereNothingElseIsSaid() {
		this.properties.put("containerd.defaults.limits.memory", "32MB");
		this.properties.put("containerd.defaults.limits.pids", "10");
		this.properties.put("containerd.defaults.network.mode", "host");
		this.properties.put("containerd.defaults.log.file", "/var/log/all.log");
		set("limits.pids", "20");

		DeclaredContainer container = read();

		assertThat(container.spec().resources().memory()).isEqualTo(32 * 1024 * 1024);
		assertThat(container.spec().resources().pids()).isEqualTo(20);
		assertThat(container.network().mode()).isEqualTo(NetworkMode.HOST);
		assertThat(container.log().driver()).isEqualTo(LogDriver.FILE);
		assertThat(container.log().file()).isEqualTo(Path.of("/var/log/all.log"));
	}

	@Test
	void theFingerprintStaysForTheSameAndChangesWithWhatMatters() {
		set("env.A", "1");
		set("env.B", "2");
		String fingerprint = read().fingerprint();

		assertThat(read().fingerprint()).isEqualTo(fingerprint);
		set("stop-timeout", "1s");
		set("on-stop", "leave");
		set("probes.live.exec", "true");
		assertThat(read().fingerprint()).isEqualTo(fingerprint);
		set("env.B", "3");
		assertThat(read().fingerprint()).isNotEqualTo(fingerprint);
	}

	@ParameterizedTest
	@CsvSource({ "image, ''", "user, a:b:c", "working-directory, relative", "restart, sometimes", "limits.memory, 1MB",
			"limits.cpus, 0", "limits.cpuset, x", "limits.pids, -5", "network.ports, 99999:1",
			"network.nameservers, nobody", "labels, ''", "add-capabilities, FLY", "devices, fuse", "cdi-devices, gpu",
			"runtime, ''", "log.max-files, 0", "stop-timeout, -1s", "namespace, a/b", "stop-signal, ''" })
	void aWrongValueNamesItsProperty(String property, String value) {
		if (property.equals("labels")) {
			set("labels.long", "x".repeat(5000));
		}
		else {
			set(property, value);
		}

		assertThatExceptionOfType(InvalidContainerPropertyException.class).isThrownBy(this::read)
			.satisfies((ex) -> assertThat(ex.property()).isEqualTo(WEB + property))
			.withMessageContaining("'" + WEB + property + "'");
	}

	@Test
	void aWrongMountNamesItsProperty() {
		set("mounts[0].source", "/tmp");
		set("mounts[0].target", "relative");

		assertThatExceptionOfType(InvalidContainerPropertyException.class).isThrownBy(this::read)
			.withMessageContaining("'" + WEB + "mounts[0]'");
	}

	@Test
	void aLogNeedsAFileIfItsDriverDoes() {
		set("log.driver", "file");

		assertThatExceptionOfType(InvalidContainerPropertyException.class).isThrownBy(this::read)
			.withMessageContaining("'" + WEB + "log.file'");
	}

	@Test
	void aNetworkSharedWithNobodyIsRefused() {
		set("network.mode", "container");

		assertThatExceptionOfType(InvalidContainerPropertyException.class).isThrownBy(this::read)
			.withMessageContaining("'" + WEB + "network.container' is missing");
	}

	@Test
	void aProbeWithoutAQuestionOrWithTwoIsRefused() {
		set("probes.live.interval", "5s");
		assertThatExceptionOfType(InvalidContainerPropertyException.class).isThrownBy(this::read)
			.withMessage("'" + WEB + "probes.live' needs exactly one of exec, tcp-port and http-port");

		set("probes.live.exec", "true");
		set("probes.live.tcp-port", "80");
		assertThatExceptionOfType(InvalidContainerPropertyException.class).isThrownBy(this::read);
	}

	@Test
	void aProbeOfAPortNeedsANetwork() {
		set("probes.live.tcp-port", "80");

		assertThatExceptionOfType(InvalidContainerPropertyException.class).isThrownBy(this::read)
			.withMessage("'" + WEB + "probes.live.host' is missing: the container has no network");
	}

	private void set(String name, String value) {
		this.properties.put(WEB + name, value);
	}

	private ContainerdContainersProperties bound() {
		return new Binder(new MapConfigurationPropertySource(this.properties))
			.bind("containerd", ContainerdContainersProperties.class)
			.get();
	}

	private DeclaredContainer read() {
		ContainerdContainersProperties bound = bound();
		List<Profile> profiles = bound.getProfiles()
			.entrySet()
			.stream()
			.map(ContainerdProfilesAutoConfiguration::profile)
			.toList();
		try (ContainerdClient client = ContainerdClient.builder()
			.address("/nowhere/containerd.sock")
			.profiles(profiles)
			.build()) {
			return PropertiesContainer.all(bound, client, "shop").get(0);
		}
	}

}

package io.github.containerd4j.spec;

import java.util.List;
import java.util.Map;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.network.NetworkMode;
import io.github.containerd4j.network.NetworkSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Containers that properties, JSON and profiles describe.
 */
class SpecPropertiesTests {

	private static final Profiles PROFILES = Profiles.of(List.of(
			Profile.of("small", Map.of("limits.memory", "64MB", "limits.pids", 20, "env", Map.of("SIZE", "small"))),
			Profile.of("web",
					Map.of("limits", Map.of("pids", 40), "network", Map.of("networks", List.of("front")),
							"read-only-root", true)),
			Profile.of("typed", (spec) -> spec.hostname("typed").env("SIZE", "typed"))));

	@Test
	void readsAllKindsOfProperties() {
		ContainerSpec spec = ContainerSpec.fromJson("""
				{"id": "c", "image": "busybox", "command": ["sleep", 60], "env": {"A": "1", "B": 2, "C": true},
				 "working-directory": "/tmp", "user": 1000, "description": "for tests", "ephemeral": true,
				 "mounts": [{"type": "tmpfs", "target": "/run", "options": ["size=1m"]}],
				 "limits": {"memory": "64MB", "cpus": 0.5}, "labels": {"a.b/c": "d"},
				 "network": {"ports": ["8080:80"]}, "profiles": ["small"]}
				""");

		SpecSettings settings = spec.settings();
		assertThat(spec.id()).isEqualTo("c");
		assertThat(settings.args).containsExactly("sleep", "60");
		assertThat(settings.env).isEqualTo(Map.of("A", "1", "B", "2", "C", "true"));
		assertThat(settings.user).isEqualTo("1000");
		assertThat(settings.mounts.get(0).options()).contains("size=1m");
		assertThat(spec.resources().memory()).isEqualTo(67108864);
		assertThat(spec.resources().cpus()).isEqualTo(0.5);
		assertThat(spec.labels()).isEqualTo(Map.of("a.b/c", "d"));
		assertThat(spec.network().map(NetworkSettings::mode)).hasValue(NetworkMode.CNI);
		assertThat(spec.profiles()).containsExactly("small");
		assertThat(spec.description()).hasValue("for tests");
		assertThat(spec.isEphemeral()).isTrue();
	}

	@Test
	void readsWhatTheKernelIsTold() {
		ContainerSpec spec = ContainerSpec.fromJson("""
				{"id": "c", "devices": ["/dev/fuse", "/dev/sda:/dev/disk:r"], "cdi-devices": ["vendor.com/gpu=0"],
				 "sysctls": {"net.core.somaxconn": 77}, "rlimits": {"nofile": "1024:4096", "core": 0},
				 "additional-groups": ["audio", 44], "no-new-privileges": false, "annotations": {"a.b/c": "d"},
				 "runtime": "io.containerd.runsc.v1", "cgroup-parent": "/slice",
				 "limits": {"memory": "64MB", "memory-with-swap": "96MB"}}
				""");

		SpecSettings settings = spec.settings();
		assertThat(settings.devices).containsExactly(LinuxDevice.of("/dev/fuse"),
				new LinuxDevice("/dev/sda", "/dev/disk", "r"));
		assertThat(settings.cdiDevices).containsExactly("vendor.com/gpu=0");
		assertThat(settings.sysctls).isEqualTo(Map.of("net.core.somaxconn", "77"));
		assertThat(settings.rlimits.values()).containsExactlyInAnyOrder(new Rlimit("nofile", 1024, 4096),
				Rlimit.of("core", 0));
		assertThat(settings.additionalGroups).containsExactly("audio", "44");
		assertThat(settings.noNewPrivileges).isFalse();
		assertThat(settings.annotations).isEqualTo(Map.of("a.b/c", "d"));
		assertThat(settings.runtime).isEqualTo("io.containerd.runsc.v1");
		assertThat(settings.cgroupParent).isEqualTo("/slice");
		assertThat(spec.resources()).isEqualTo(Resources.builder().memory(64 << 20).memoryWithSwap(96 << 20).build());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"id": "c", "imgae": "x"}                                      | imgae
			{"id": 1}                                                      | id
			{"id": "c", "image": ["x"]}                                    | image
			{"id": "c", "image": ""}                                       | image
			{"id": "c", "command": "sleep 1"}                              | command
			{"id": "c", "command": ["a", ["b"]]}                           | command[1]
			{"id": "c", "env": ["A=1"]}                                    | env
			{"id": "c", "env": {"A": {}}}                                  | env.A
			{"id": "c", "env": {"A=B": "c"}}                               | env
			{"id": "c", "limits": {"memory": "1KB"}}                       | limits.memory
			{"id": "c", "limits": {"memory": "much"}}                      | limits.memory
			{"id": "c", "limits": {"pids": 1.5}}                           | limits.pids
			{"id": "c", "limits.cpus": true}                               | limits.cpus
			{"id": "c", "limits": {"disk": 1}}                             | limits.disk
			{"id": "c", "limits": 3}                                       | limits
			{"id": "c", "mounts": [{"target": "relative", "source": "/a"}]} | mounts[0]
			{"id": "c", "mounts": [{"type": "nfs", "target": "/a"}]}       | mounts[0].type
			{"id": "c", "mounts": [{"type": "tmpfs", "to": "/a"}]}         | mounts[0].to
			{"id": "c", "mounts": ["/a"]}                                  | mounts[0]
			{"id": "c", "network": {"mode": "bridge"}}                     | network.mode
			{"id": "c", "network": {"mode": "container"}}                  | network.container
			{"id": "c", "network": {"ports": ["http"]}}                    | network.ports
			{"id": "c", "network": {"port": 80}}                           | network.port
			{"id": "c", "network": {"keep": "always"}}                     | network.keep
			{"id": "c", "read-only-root": "yes"}                           | read-only-root
			{"id": "c", "devices": ["/dev/a:/dev/b:rx"]}                   | devices
			{"id": "c", "devices": ["dev/a"]}                              | devices
			{"id": "c", "cdi-devices": ["gpu"]}                            | cdi-devices
			{"id": "c", "sysctls": {"somaxconn": 1}}                       | sysctls
			{"id": "c", "rlimits": {"nofile": "many"}}                     | rlimits
			{"id": "c", "rlimits": {"files": 1}}                           | rlimits
			{"id": "c", "restart": "often"}                                | restart
			{"id": "c", "profiles": ["no such/name"]}                      | profiles
			""")
	void namesThePathOfWhatItRefuses(String json, String property) {
		assertThatExceptionOfType(InvalidPropertyException.class).isThrownBy(() -> ContainerSpec.fromJson(json))
			.satisfies((ex) -> assertThat(ex.property()).isEqualTo(property));
	}

	@Test
	void refusesWhatIsNoJsonObject() {
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> ContainerSpec.fromJson("[1]"));
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> ContainerSpec.fromJson("{"));
	}

	@Test
	void appliesProfilesInOrderAndTheContainersOwnSettingsLast() {
		ContainerSpec spec = PROFILES.resolve(ContainerSpec.builder("c")
			.env("OWN", "1")
			.hostname("own")
			.resources(Resources.builder().cpus(2).build())
			.profiles("small", "typed", "web")
			.build());

		SpecSettings settings = spec.settings();
		assertThat(settings.env).isEqualTo(Map.of("SIZE", "typed", "OWN", "1"));
		assertThat(settings.hostname).isEqualTo("own");
		assertThat(spec.resources()).isEqualTo(Resources.builder().memory(67108864).pids(40).cpus(2).build());
		assertThat(spec.isReadOnlyRoot()).isTrue();
		assertThat(spec.profiles()).containsExactly("small", "typed", "web");
		assertThat(PROFILES.resolve(spec)).isSameAs(spec);
	}

	@Test
	void letsAContainerTakeBackWhatAProfileSwitchesOn() {
		ContainerSpec spec = PROFILES.resolve(ContainerSpec.builder("c").readOnlyRoot(false).profiles("web").build());

		assertThat(spec.isReadOnlyRoot()).isFalse();
	}

	@Test
	void joinsTheNetworksOfProfilesAndContainer() {
		ContainerSpec spec = PROFILES.resolve(ContainerSpec.builder("c")
			.properties(Map.of("network.ports", List.of("8080:80"), "profiles", List.of("web")))
			.build());

		NetworkSettings network = spec.network().orElseThrow();
		assertThat(network.networks()).containsExactly("front");
		assertThat(network.ports()).singleElement().satisfies((port) -> assertThat(port.hostPort()).isEqualTo(8080));
	}

	@Test
	void keepsTheNetworkOfAProfileUnlessTheContainerDoesNot() {
		Profiles profiles = Profiles
			.of(List.of(Profile.of("kept", Map.of("network.mode", "cni", "network.keep", true))));
		ContainerSpec own = ContainerSpec.builder("c")
			.properties(Map.of("network.keep", false, "profiles", List.of("kept")))
			.build();

		assertThat(profiles.resolve(ContainerSpec.builder("c").profiles("kept").build()).isNetworkKept()).isTrue();
		assertThat(profiles.resolve(own).isNetworkKept()).isFalse();
		assertThat(profiles.resolve(own).network().map(NetworkSettings::mode)).hasValue(NetworkMode.CNI);
	}

	@Test
	void letsAContainerChooseAnotherNetworkThanItsProfile() {
		ContainerSpec typed = PROFILES
			.resolve(ContainerSpec.builder("c").network(NetworkSettings.host()).profiles("web").build());
		ContainerSpec named = PROFILES
			.resolve(ContainerSpec.builder("c").properties(Map.of("network.mode", "host")).profiles("web").build());

		assertThat(typed.network()).hasValue(NetworkSettings.host());
		assertThat(named.network()).hasValue(NetworkSettings.host());
		assertThat(typed.settings().namespaces).isEqualTo(named.settings().namespaces);
	}

	@Test
	void refusesAnUnknownProfile() {
		ContainerSpec spec = ContainerSpec.builder("c").profiles("large").build();

		assertThatExceptionOfType(UnknownProfileException.class).isThrownBy(() -> PROFILES.resolve(spec))
			.withMessageContaining("small")
			.satisfies((ex) -> assertThat(ex.profile()).isEqualTo("large"));
	}

	@Test
	void refusesAProfileThatIsNotRight() {
		assertThatExceptionOfType(InvalidPropertyException.class)
			.isThrownBy(() -> Profile.of("p", Map.of("limits", Map.of("memory", 1))));
		assertThatExceptionOfType(InvalidPropertyException.class)
			.isThrownBy(() -> Profile.of("p", Map.of("profiles", List.of("small"))));
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> Profiles.of(List.of(Profile.of("p", Map.of()), Profile.of("p", Map.of()))));
	}

	@Test
	void changesAStoredSpecOnlyWhereSomethingIsSet() {
		SpecDocument stored = SpecDocument.parse("""
				{"process": {"env": ["A=1", "B=2"], "cwd": "/"}, "hostname": "h", "own": {"x": 1},
				 "linux": {"resources": {"devices": [{"allow": false}], "memory": {"limit": 10000000}}}}
				""");
		ContainerSpec spec = ContainerSpec.builder("c")
			.env("B", "3")
			.resources(Resources.builder().pids(9).build())
			.customize((document) -> document.set("/own/x", 2))
			.build();

		SpecChanges.Changed changed = SpecChanges.of(spec)
			.applyTo(stored.toTypedValue("x"),
					new SpecContext("n", null, (path) -> List.of(), (id) -> 1L, () -> false, Map.of()));

		assertThat(changed.names()).containsExactlyInAnyOrder("env", "limits", "spec");
		assertThat(SpecDocument.of(changed.spec()).find("/process/env")).hasValue(List.of("A=1", "B=3"));
		assertThat(Resources.of(changed.spec()).memory()).isEqualTo(10000000);
		assertThat(Resources.of(changed.spec()).pids()).isEqualTo(9);
		assertThat(SpecDocument.of(changed.spec()).list("/linux/resources/devices")).hasSize(1);
		assertThat(SpecDocument.of(changed.spec()).findText("/hostname")).hasValue("h");
	}

	@Test
	void takesLimitsBackWithWhatWasThereOrNoLimit() {
		Resources before = Resources.builder().memory(33554432).build();
		Resources changes = Resources.builder().memory(67108864).pids(5).build();

		Resources back = before.insteadOf(changes);

		assertThat(back.memory()).isEqualTo(33554432);
		assertThat(back.pids()).isEqualTo(Resources.UNLIMITED);
		assertThat(back.cpus()).isNull();
	}

	@Test
	void refusesToChangeWhatIsFixed() {
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> SpecChanges.of(ContainerSpec.builder("c").image("other").build()))
			.withMessageContaining("image");
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> SpecChanges
				.of(ContainerSpec.builder("c").namespace(LinuxNamespace.host(LinuxNamespace.Kind.NETWORK)).build()))
			.withMessageContaining("changed by the network");
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> SpecChanges.of(ContainerSpec.builder("c").privileged(false).build()))
			.withMessageContaining("privileged");
	}

}

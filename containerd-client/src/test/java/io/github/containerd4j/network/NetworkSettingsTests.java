package io.github.containerd4j.network;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.TypedValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class NetworkSettingsTests {

	@ParameterizedTest
	@MethodSource
	void areTheSameAfterTheyWereStored(NetworkSettings settings) {
		Map<String, TypedValue> extensions = Map.of(NetworkSettings.EXTENSION, settings.toTypedValue());

		assertThat(NetworkSettings.find(extensions)).contains(settings);
	}

	static Stream<NetworkSettings> areTheSameAfterTheyWereStored() {
		return Stream.of(NetworkSettings.none(), NetworkSettings.host(), NetworkSettings.container("web"),
				NetworkSettings.cni(),
				NetworkSettings.builder("front", "back")
					.ports(PortMapping.tcp(8080, 80), PortMapping.parse("[::1]:53:5353/udp"))
					.bandwidth(new Bandwidth(1_000_000, 1_000_000, 0, 0))
					.dns(new Dns(List.of("10.0.0.1", "fd00::1"), "local", List.of("a.local"), List.of("ndots:2")))
					.hosts(HostEntry.of("10.0.0.9", "db", "db.local"))
					.addresses("10.0.0.5/24", "fd00::5")
					.mac("02:00:00:00:00:05")
					.aliases("www")
					.build());
	}

	@Test
	void areAbsentWhereNoneWereStored() {
		assertThat(NetworkSettings.find(Map.of())).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "{", "{}", "{\"mode\":\"other\"}", "{\"mode\":\"cni\",\"networks\":\"a\"}",
			"{\"mode\":\"cni\",\"networks\":[1]}", "{\"mode\":\"container\"}",
			"{\"mode\":\"cni\",\"ports\":[{\"hostPort\":1.5}]}", "{\"mode\":\"cni\",\"ports\":[{}]}",
			"{\"mode\":\"cni\",\"ports\":[{\"hostPort\":4294967376}]}" })
	void areRefusedWhenTheyAreDamaged(String json) {
		Map<String, TypedValue> extensions = Map.of(NetworkSettings.EXTENSION,
				TypedValue.json(NetworkSettings.EXTENSION, json));

		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> NetworkSettings.find(extensions));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "..", "../a", "a b", "a/b", "-a", "ä" })
	void refuseNamesThatNoNetworkHas(String name) {
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> NetworkSettings.cni(name));
	}

	@Test
	void refuseTheSameNetworkTwice() {
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> NetworkSettings.cni("a", "a"))
			.withMessageContaining("only once");
	}

	@Test
	void refusePortsWhereNoPluginWouldOpenThem() {
		NetworkSettings.Builder host = NetworkSettings.host().toBuilder().ports(PortMapping.tcp(80, 80));

		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(host::build)
			.withMessageContaining("need CNI plugins");
	}

	@ParameterizedTest
	@ValueSource(strings = { "80", "0:80", "80:65536", "80:80/icmp", "host:80:80", "1.2.3:80:80", "::1:80:80", "a:b",
			"80:80 ", "-1:80", "[zz]:80:80" })
	void refusePortMappingsOfAnotherForm(String text) {
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> PortMapping.parse(text));
	}

	@ParameterizedTest
	@ValueSource(strings = { "80:8080/tcp", "127.0.0.1:53:53/udp", "[fd00::1]:80:80/sctp" })
	void readAndWritePortMappingsInOneForm(String text) {
		assertThat(PortMapping.parse(text)).hasToString(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "two words", "line\nbreak", "", "name#comment" })
	void letNothingLeaveItsLineInAFile(String text) {
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> HostEntry.of("10.0.0.1", text));
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> new Dns(List.of(), null, List.of(text), List.of()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "10.0.0", "10.0.0.256", "", "fd00:::1", "1:2", "10.0.0.1/24", "%eth0" })
	void neverAskANameServer(String text) {
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> Dns.of(text));
	}

	@Test
	void refuseARateWithoutBurst() {
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> new Bandwidth(1, 0, 0, 0));
		assertThat(Bandwidth.of(1_000_000_000L).egressBurst()).isEqualTo(100_000_000L);
	}

	@ParameterizedTest
	@ValueSource(strings = { "02:00:00:00:00", "02-00-00-00-00-05", "x" })
	void refuseWhatIsNoHardwareAddress(String mac) {
		NetworkSettings.Builder builder = NetworkSettings.builder().mac(mac);

		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(builder::build);
	}

}

package io.github.containerd4j.network;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.InvalidArgumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CniNetworkTests {

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "{", "{}", "{\"name\":\"a\",\"plugins\":[]}", "{\"name\":\"a\"}",
			"{\"name\":\"../a\",\"type\":\"bridge\"}", "{\"type\":\"bridge\"}",
			"{\"name\":\"a\",\"plugins\":[{\"type\":\"../bridge\"}]}",
			"{\"name\":\"a\",\"plugins\":[{\"type\":\"..\"}]}", "{\"name\":\"a\",\"plugins\":[{}]}",
			"{\"name\":\"a\",\"plugins\":[\"bridge\"]}", "{\"name\":\"a\",\"plugins\":{}}",
			"{\"name\":1,\"type\":\"bridge\"}", "{\"cniVersion\":\"9.0.0\",\"name\":\"a\",\"type\":\"bridge\"}",
			"{\"name\":\"a\",\"type\":\"bridge\",\"capabilities\":{\"ips\":1}}" })
	void refusesABrokenConfiguration(String json) {
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> CniNetwork.parse(json));
	}

	@Test
	void takesTheNewestOfTheVersionsThatAreOffered() {
		assertThat(CniNetwork
			.parse("{\"cniVersion\":\"0.4.0\",\"cniVersions\":[\"0.4.0\",\"1.1.0\",\"9.0.0\"],"
					+ "\"name\":\"a\",\"plugins\":[{\"type\":\"bridge\"}]}")
			.cniVersion()).isEqualTo("1.1.0");
		assertThat(CniNetwork.parse("{\"name\":\"a\",\"type\":\"bridge\"}").cniVersion()).isEqualTo("0.1.0");
	}

	@Test
	void readsResultsOfTheFirstVersions() {
		CniResult result = CniResult.parse("""
				{"cniVersion":"0.2.0","ip4":{"ip":"10.0.0.2/24","gateway":"10.0.0.1",
				"routes":[{"dst":"0.0.0.0/0","gw":"10.0.0.1"}]},"ip6":{"ip":"fd00::2/64"},"dns":{"domain":"local"}}""");

		assertThat(result.addresses()).extracting((address) -> address.address().getHostAddress())
			.containsExactly("10.0.0.2", "fd00:0:0:0:0:0:0:2");
		assertThat(result.routes()).extracting(CniResult.Route::destination).containsExactly("0.0.0.0/0");
		assertThat(result.dns().domain()).isEqualTo("local");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"ips\":[{}]}", "{\"ips\":[{\"address\":\"10.0.0.2\"}]}",
			"{\"ips\":[{\"address\":\"localhost/8\"}]}", "{\"ips\":[{\"address\":\"10.0.0.2/8\",\"interface\":3}]}",
			"{\"ips\":{}}", "{\"interfaces\":[1]}" })
	void refusesABrokenResult(String json) {
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> CniResult.parse(json));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a/b", "a b", "sixteen-letters-", "..", "a:1" })
	void refusesNamesThatNoInterfaceHas(String name) {
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> new CniTarget("id", null, name, Map.of(), Map.of()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "../id", "a/b", "a b" })
	void refusesNamesThatNoContainerHas(String id) {
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> new CniTarget(id, null, "eth0", Map.of(), Map.of()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a;b", "a=b" })
	void refusesArgumentsThatWouldBecomeOthers(String value) {
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> new CniTarget("id", null, "eth0", Map.of("key", value), Map.of()));
	}

	@Test
	void publishesAPortInTheFirstNetworkThatCan() {
		NetworkSettings settings = NetworkSettings.builder()
			.ports(PortMapping.tcp(8080, 80))
			.bandwidth(Bandwidth.of(1_000_000))
			.dns(Dns.of("10.0.0.1"))
			.build();

		List<Map<String, String>> dealt = CapabilityArguments.deal(settings, List.of(network("a", "bandwidth"),
				network("b", "portMappings", "bandwidth"), network("c", "portMappings", "dns")));

		assertThat(dealt).extracting(Map::keySet)
			.containsExactly(Set.of("bandwidth"), Set.of("portMappings", "bandwidth"), Set.of("dns"));
		assertThat(dealt.get(2)).containsEntry("dns", "{\"servers\":[\"10.0.0.1\"],\"searches\":[],\"options\":[]}");
	}

	@Test
	void tellsThatNoPluginCanPublishAPort() {
		NetworkSettings settings = NetworkSettings.builder().ports(PortMapping.tcp(8080, 80)).build();

		assertThatExceptionOfType(FailedPreconditionException.class)
			.isThrownBy(() -> CapabilityArguments.deal(settings, List.of(network("a", "bandwidth"))))
			.withMessageContaining("capability portMappings");
	}

	private static CniNetwork network(String name, String... capabilities) {
		String enabled = String.join(":true,", Arrays.stream(capabilities).map((c) -> "\"" + c + "\"").toList());
		return CniNetwork.parse("{\"name\":\"" + name + "\",\"type\":\"any\",\"capabilities\":{" + enabled + ":true}}");
	}

}

package io.github.containerd4j.registry;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.List;
import java.util.Map;

import io.github.containerd4j.InvalidArgumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EnvironmentProxiesTests {

	private static final URI TLS = URI.create("https://registry.example/v2/");

	private static final URI PLAIN = URI.create("http://registry.example:5000/v2/");

	@Test
	void usesNoProxyWithoutVariables() {
		assertThat(proxy(Map.of(), TLS)).isEqualTo("direct");
		assertThat(proxy(Map.of("HTTPS_PROXY", ""), TLS)).isEqualTo("direct");
	}

	@Test
	void hasOneProxyForEachScheme() {
		Map<String, String> variables = Map.of("HTTPS_PROXY", "http://secure:3128", "HTTP_PROXY", "http://plain:8080");

		assertThat(proxy(variables, TLS)).isEqualTo("secure:3128");
		assertThat(proxy(variables, PLAIN)).isEqualTo("plain:8080");
	}

	@Test
	void readsSmallLettersWhereThereAreNoCapitals() {
		assertThat(proxy(Map.of("https_proxy", "small:1"), TLS)).isEqualTo("small:1");
		assertThat(proxy(Map.of("https_proxy", "small:1", "HTTPS_PROXY", "large:2"), TLS)).isEqualTo("large:2");
		assertThat(proxy(Map.of("https_proxy", "small:1", "HTTPS_PROXY", ""), TLS)).isEqualTo("small:1");
	}

	@Test
	void doesNotTrustTheVariableThatAServerSetsForItsScripts() {
		assertThat(proxy(Map.of("HTTP_PROXY", "evil:1", "REQUEST_METHOD", "GET"), PLAIN)).isEqualTo("direct");
	}

	@ParameterizedTest
	@CsvSource({ "proxy, proxy:80", "proxy:3128, proxy:3128", "http://proxy, proxy:80", "HTTP://proxy:1/, proxy:1",
			"http://[fd00::1]:3128, [fd00::1]:3128", "http://user:secret@proxy:1, proxy:1" })
	void takesAddressesWithAndWithoutScheme(String value, String expected) {
		assertThat(proxy(Map.of("HTTPS_PROXY", value), TLS)).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://user:secret@proxy:1", "socks5://user:secret@proxy:1", "http://user:secret@",
			"http://user:secret@ho st" })
	void refusesWhatItCannotUseWithoutTellingThePassword(String value) {
		ProxySelector proxies = RegistryProxies.environment(Map.of("HTTPS_PROXY", value));

		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> proxies.select(TLS))
			.withMessageContaining("HTTPS_PROXY")
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("secret"));
		assertThat(proxies.select(PLAIN)).containsExactly(Proxy.NO_PROXY);
		assertThat(proxies.toString()).doesNotContain("secret");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "registry.example | https://registry.example/ | true",
					"registry.example | https://a.registry.example/ | true",
					"registry.example | https://otherregistry.example/ | false",
					"REGISTRY.example | https://registry.EXAMPLE/ | true",
					".registry.example | https://registry.example/ | false",
					".registry.example | https://a.registry.example/ | true",
					"*.registry.example | https://registry.example/ | false",
					"*.registry.example | https://a.b.registry.example/ | true",
					"other, ,registry.example | https://registry.example/ | true",
					"registry.example:443 | https://registry.example/ | true",
					"registry.example:80 | http://registry.example/ | true",
					"registry.example:5000 | https://registry.example/ | false",
					"registry.example:5000 | https://registry.example:5000/ | true", "* | https://any.example/ | true",
					"10.1.2.3 | https://10.1.2.3:5000/ | true", "10.1.2.3:5000 | https://10.1.2.3:5000/ | true",
					"10.1.2.3:5001 | https://10.1.2.3:5000/ | false", "10.0.0.0/8 | https://10.1.2.3/ | true",
					"10.0.0.0/8 | https://11.1.2.3/ | false", "10.0.0.0/33 | https://10.0.0.0/ | false",
					"fd00::/8 | https://[fd00::1]/ | true", "fd00::1 | https://[fd00:0::1]:5000/ | true",
					"[fd00::1]:5000 | https://[fd00::1]:5000/ | true", "[fd00::1]:5000 | https://[fd00::1]/ | false",
					"nothing.example | https://localhost/ | true", "nothing.example | https://127.0.0.2:1/ | true",
					"nothing.example | https://[::1]/ | true", ":80 | https://registry.example/ | false" })
	void leavesOutWhatNeedsNoProxy(String exceptions, String uri, boolean direct) {
		Map<String, String> variables = Map.of("HTTPS_PROXY", "proxy:1", "HTTP_PROXY", "proxy:1", "NO_PROXY",
				exceptions);

		assertThat(proxy(variables, URI.create(uri)).equals("direct")).isEqualTo(direct);
	}

	@Test
	void tellsTheProxyWhoWeAre() {
		EnvironmentProxies proxies = new EnvironmentProxies(
				Map.of("HTTPS_PROXY", "http://user:p%40ss@proxy:1", "NO_PROXY", "direct.example"));

		assertThat(proxies.authorization(TLS)).contains("Basic dXNlcjpwQHNz");
		assertThat(proxies.authorization(PLAIN)).isEmpty();
		assertThat(proxies.authorization(URI.create("https://direct.example/"))).isEmpty();
	}

	private static String proxy(Map<String, String> variables, URI uri) {
		List<Proxy> proxies = RegistryProxies.environment(variables).select(uri);
		assertThat(proxies).hasSize(1);
		return (proxies.get(0).address() instanceof InetSocketAddress address)
				? address.getHostString() + ":" + address.getPort() : "direct";
	}

}

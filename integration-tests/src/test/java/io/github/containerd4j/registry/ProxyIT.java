package io.github.containerd4j.registry;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.ProxySelector;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.oci.ImageReference;
import io.github.containerd4j.oci.MediaTypes;
import io.github.containerd4j.test.ForwardProxy;
import io.github.containerd4j.test.TestRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A real registry under a name that only a forward proxy knows.
 */
@Timeout(120)
class ProxyIT {

	private static final byte[] BLOB = new byte[300_000];

	private static final Descriptor LAYER = Descriptor.of(MediaTypes.OCI_LAYER_GZIP, BLOB);

	private TestRegistry registry = TestRegistry.plain();

	private ForwardProxy proxy = ForwardProxy.open();

	@AfterEach
	void close() {
		this.proxy.close();
		this.registry.close();
	}

	@Test
	void goesThroughATunnelForTls() throws Exception {
		this.registry.close();
		this.registry = TestRegistry.tls();

		assertMovesABlob(RegistryProxies.environment(Map.of("HTTPS_PROXY", this.proxy.address())));

		assertThat(this.proxy.requests()).isNotEmpty()
			.allMatch((request) -> request.startsWith("CONNECT " + ForwardProxy.HOST));
	}

	@Test
	void goesThroughTheProxyWithPlainHttp() throws Exception {
		assertMovesABlob(RegistryProxies.environment(Map.of("http_proxy", "http://" + this.proxy.address())));

		assertThat(this.proxy.requests()).isNotEmpty()
			.allMatch((request) -> request.contains(" http://" + ForwardProxy.HOST));
	}

	@Test
	void tellsTheProxyItsPassword() throws Exception {
		this.proxy.close();
		this.proxy = ForwardProxy.withPassword("worker", "s3cret");

		assertMovesABlob(
				RegistryProxies.environment(Map.of("HTTP_PROXY", "http://worker:s3cret@" + this.proxy.address())));
	}

	@Test
	void saysWhatTheProxyWants() {
		this.proxy.close();
		this.proxy = ForwardProxy.withPassword("worker", "s3cret");

		assertThatExceptionOfType(RegistryAuthenticationException.class)
			.isThrownBy(() -> assertMovesABlob(
					RegistryProxies.environment(Map.of("HTTP_PROXY", "http://worker:wrong@" + this.proxy.address()))))
			.withMessageContaining("the proxy before " + ForwardProxy.HOST)
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("wrong"));
	}

	@Test
	void goesStraightToWhatNeedsNoProxy() throws Exception {
		ProxySelector proxies = RegistryProxies
			.environment(Map.of("HTTP_PROXY", this.proxy.address(), "NO_PROXY", "registry.behind-proxy.test"));

		assertThatExceptionOfType(RegistryUnavailableException.class).isThrownBy(() -> assertMovesABlob(proxies))
			.withMessageContaining("no address is known for this host");
		moveABlob(proxies, this.registry.address());
		assertThat(this.proxy.requests()).isEmpty();
	}

	@Test
	void prefersThePropertiesOfJava() throws Exception {
		System.setProperty("http.proxyHost", "127.0.0.1");
		System.setProperty("http.proxyPort", String.valueOf(this.proxy.port()));
		try {
			assertMovesABlob(
					new AutomaticProxies(new EnvironmentProxies(Map.of("HTTP_PROXY", "http://proxy.invalid:1"))));
			assertThat(this.proxy.requests()).isNotEmpty();
		}
		finally {
			System.clearProperty("http.proxyHost");
			System.clearProperty("http.proxyPort");
		}
	}

	@Test
	void readsTheEnvironmentWhereJavaHasNoProxy() throws Exception {
		assertMovesABlob(new AutomaticProxies(new EnvironmentProxies(Map.of("HTTP_PROXY", this.proxy.address()))));

		assertThat(this.proxy.requests()).isNotEmpty();
	}

	private void assertMovesABlob(ProxySelector proxies) throws Exception {
		moveABlob(proxies, this.registry.address().replace("127.0.0.1", ForwardProxy.HOST));
	}

	private void moveABlob(ProxySelector proxies, String name) throws Exception {
		RegistryHost host = RegistryHost.of(this.registry.url().replace(this.registry.address(), name));
		RegistryTls tls = this.registry.url().startsWith("https") ? RegistryTls.trusting(this.registry.certificate())
				: RegistryTls.defaults();
		RegistryOptions options = RegistryOptions.builder()
			.hosts(RegistryHosts.of(Map.of(name, List.of(host.withTls(tls)))))
			.proxies(proxies)
			.retries(0)
			.build();
		try (RegistryClient client = RegistryClient.create(options)) {
			Repository repository = client.repository(ImageReference.parse(name + "/proxy/image:1"),
					Set.of(Access.PULL, Access.PUSH));
			repository.pushBlob(LAYER, (offset) -> new ByteArrayInputStream(BLOB, (int) offset, BLOB.length),
					(sent) -> {
					});
			try (InputStream input = repository.fetch(LAYER, 0)) {
				assertThat(input.readAllBytes()).isEqualTo(BLOB);
			}
		}
	}

}

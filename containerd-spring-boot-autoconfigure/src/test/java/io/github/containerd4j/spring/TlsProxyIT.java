package io.github.containerd4j.spring;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import io.github.containerd4j.UnavailableException;
import io.github.containerd4j.namespace.NamespaceService;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import io.github.containerd4j.version.VersionService;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A daemon behind somebody's TLS proxy, trusted by an SSL bundle.
 */
@DaemonTest
@Timeout(120)
class TlsProxyIT {

	private static final String PASSWORD = "changeit";

	@TempDir
	private static Path directory;

	private final Path socket;

	private final TestDaemon daemon;

	TlsProxyIT(TestDaemon daemon) {
		this.daemon = daemon;
		this.socket = Path.of(daemon.address().substring("unix://".length()));
	}

	@BeforeAll
	static void makeCertificates() throws IOException, InterruptedException {
		makeKeyStore(keyStore("proxy"));
		makeKeyStore(keyStore("other"));
	}

	private static void makeKeyStore(Path keyStore) throws IOException, InterruptedException {
		Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", "proxy", "-keyalg", "EC", "-dname", "CN=localhost", "-ext",
				"SAN=dns:localhost", "-storetype", "PKCS12", "-keystore", keyStore.toString(), "-storepass", PASSWORD)
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
		assertThat(keytool.exitValue()).isZero();
	}

	private static Path keyStore(String name) {
		return directory.resolve(name + ".p12");
	}

	@Test
	void anSslBundleMakesTheProxyTrusted() throws Exception {
		try (TlsProxy proxy = new TlsProxy(keyStore("proxy"), PASSWORD, this.socket);
				ConfigurableApplicationContext context = start(proxy, "proxy")) {
			assertThat(context.getBean(VersionService.class).get().version()).contains(this.daemon.version());
			assertThat(context.getBean(NamespaceService.class).list()).isNotNull();
		}
	}

	@Test
	void aProxyThatTheBundleDoesNotTrustIsRefused() throws Exception {
		try (TlsProxy proxy = new TlsProxy(keyStore("proxy"), PASSWORD, this.socket);
				ConfigurableApplicationContext context = start(proxy, "other")) {
			VersionService version = context.getBean(VersionService.class);

			assertThatExceptionOfType(UnavailableException.class).isThrownBy(version::get);
		}
	}

	private static ConfigurableApplicationContext start(TlsProxy proxy, String trusted) {
		String store = "spring.ssl.bundle.jks.proxy.truststore.";
		return TestApplication.start("tcp://localhost:" + proxy.port(), "containerd.ssl.bundle=proxy",
				store + "location=file:" + keyStore(trusted), store + "password=" + PASSWORD, store + "type=PKCS12");
	}

}

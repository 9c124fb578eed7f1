package io.github.containerd4j.registry;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.registry.RegistryTls.ClientCertificate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Directories with {@code hosts.toml}, as containerd reads them.
 */
class HostsDirectoryTests {

	@TempDir
	private Path directory;

	private RegistryHosts hosts;

	@BeforeEach
	void open() {
		this.hosts = RegistryHosts.directory(this.directory);
	}

	private Path write(String registry, String text) throws IOException {
		Path parent = Files.createDirectories(this.directory.resolve(registry));
		return Files.writeString(parent.resolve("hosts.toml"), text);
	}

	private List<String> roots(String registry) {
		return this.hosts.hosts(registry).stream().map(RegistryHost::root).map(URI::toString).toList();
	}

	@Test
	void tellsMirrorsInTheOrderOfTheFileAndTheServerLast() throws IOException {
		write("docker.io", """
				server = "https://registry-1.docker.io"
				[host."https://z.example"]
				[host."http://a.example:5000/hub"]
				  capabilities = ["pull"]
				[host."https://z.example".header]
				  x-a = "1"
				[host."m.example"]
				""");

		assertThat(roots("docker.io")).containsExactly("https://z.example/v2", "http://a.example:5000/hub/v2",
				"https://m.example/v2", "https://registry-1.docker.io/v2");
		assertThat(this.hosts.hosts("docker.io").get(1).capabilities()).containsExactly(HostCapability.PULL);
		assertThat(this.hosts.hosts("docker.io").get(0).headers()).isEqualTo(Map.of("x-a", List.of("1")));
	}

	@Test
	void readsAllKeys() throws IOException {
		Path file = write("r.example", """
				[host."https://m.example/a/b"]
				  capabilities = ["Resolve", "push"]
				  ca = ["one.pem", "/etc/two.pem"]
				  client = [["c.pem", "k.pem"], ["both.pem", ""]]
				  skip_verify = true
				  override_path = true
				  dial_timeout = "1m2.5s"
				  [host."https://m.example/a/b".header]
				    x-one = "1"
				    x-two = ["2", "3"]
				""");

		RegistryHost host = this.hosts.hosts("r.example").get(0);

		assertThat(host).isEqualTo(new RegistryHost(URI.create("https://m.example/a/b"),
				Set.of(HostCapability.RESOLVE, HostCapability.PUSH),
				new RegistryTls(List.of(file.resolveSibling("one.pem"), Path.of("/etc/two.pem")),
						List.of(new ClientCertificate(file.resolveSibling("c.pem"), file.resolveSibling("k.pem")),
								new ClientCertificate(file.resolveSibling("both.pem"), null)),
						true),
				false, Map.of("x-one", List.of("1"), "x-two", List.of("2", "3")), Duration.ofMillis(62_500)));
	}

	@Test
	void readsSingleFiles() throws IOException {
		Path file = write("r.example", "ca = \"ca.pem\"\nclient = \"both.pem\"\n");

		assertThat(this.hosts.hosts("r.example")).singleElement().satisfies((host) -> {
			assertThat(host.root()).hasToString("https://r.example/v2");
			assertThat(host.tls()).isEqualTo(new RegistryTls(List.of(file.resolveSibling("ca.pem")),
					List.of(new ClientCertificate(file.resolveSibling("both.pem"), null)), false));
		});
	}

	@Test
	void readsClientCertificatesAsAListOfFiles() throws IOException {
		write("r.example", "client = [\"a.pem\", \"b.pem\"]\n");

		assertThat(this.hosts.hosts("r.example").get(0).tls().clientCertificates()).hasSize(2);
	}

	@Test
	void findsThePortInTheNameOfTheDirectory() throws IOException {
		write("r.example_5000_", "server = \"https://one.example\"");
		write("s.example:5000", "server = \"https://two.example\"");
		write("_default", "server = \"https://three.example\"");

		assertThat(roots("r.example:5000")).containsExactly("https://one.example/v2");
		assertThat(roots("s.example:5000")).containsExactly("https://two.example/v2");
		assertThat(roots("r.example")).containsExactly("https://three.example/v2");
	}

	@Test
	void readsFilesWithoutALastNewlineAndEmptyOnes() throws IOException {
		write("r.example", "[host.\"https://m.example\"]");
		write("s.example", "");

		assertThat(roots("r.example")).containsExactly("https://m.example/v2", "https://r.example/v2");
		assertThat(roots("s.example")).containsExactly("https://s.example/v2");
	}

	@Test
	void hasTheDefaultsOfOthers() {
		assertThat(roots("docker.io")).containsExactly("https://registry-1.docker.io/v2");
		assertThat(roots("r.example")).containsExactly("https://r.example/v2");
	}

	@Test
	void readsCertificatesAsDockerDoes() throws IOException {
		Path parent = Files.createDirectories(this.directory.resolve("r.example"));
		for (String name : List.of("ca.crt", "me.cert", "me.key", "alone.cert")) {
			Files.createFile(parent.resolve(name));
		}

		RegistryTls tls = this.hosts.hosts("r.example").get(0).tls();

		assertThat(tls.authorities()).containsExactly(parent.resolve("ca.crt"));
		assertThat(tls.clientCertificates()).containsExactlyInAnyOrder(
				new ClientCertificate(parent.resolve("me.cert"), parent.resolve("me.key")),
				new ClientCertificate(parent.resolve("alone.cert"), null));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			capabilities = ["fly"]              | capabilities: "fly" is none of pull, resolve, push
			capabilities = "pull"\\ncapabilities = 3 | it is no TOML
			skip_verify = "yes"                 | skip_verify: expected true or false
			dial_timeout = "soon"               | dial_timeout: expected a positive duration
			dial_timeout = 3                    | dial_timeout: expected a text
			ca = 3                              | ca: expected a text or a list of texts
			client = [["a", "b", "c"]]          | client: expected a file, or pairs
			header = "x"                        | header: expected a table
			server = 3                          | server must be a text
			server = "https://user:pw@r.example" | credentials do not belong into the address
			host = "https://m.example"          | host must be tables
			[host."https://m.example"]\\nca = 3 | host."https://m.example".ca: expected a text
			[host."ftp://m.example"]            | host."ftp://m.example": invalid registry host
			[host."https://m.example"].header\\n = | it is no TOML
			""")
	void namesTheFileAndTheKeyOfAMistake(String text, String message) throws IOException {
		Path file = write("r.example", text.replace("\\n", "\n"));

		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> this.hosts.hosts("r.example"))
			.withMessageContaining(file.toString())
			.withMessageContaining(message)
			.withMessageNotContaining("pw");
	}

	@Test
	void refusesAHeaderThatHttpDoesNotAllow() throws IOException {
		Path file = write("r.example", "[header]\nhost = \"other.example\"\n");

		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> this.hosts.hosts("r.example"))
			.withMessageContaining(file.toString())
			.withMessageContaining("the header host cannot be set");
	}

	@ParameterizedTest
	@CsvSource({ "localhost:5000,https://localhost:5000/v2,true,true",
			"127.0.0.1:80,http://127.0.0.1:80/v2,false,false", "127.0.0.2,https://127.0.0.2/v2,true,false",
			"[::1]:5000,https://[::1]:5000/v2,true,true", "[::1]:443,https://[::1]:443/v2,true,false",
			"r.example:5000,https://r.example:5000/v2,false,false",
			"127.0.0.1.example,https://127.0.0.1.example/v2,false,false" })
	void trustsOnlyThisMachineByDefault(String registry, String root, boolean unverified, boolean plainFallback) {
		assertThat(RegistryHosts.defaults().hosts(registry)).singleElement().satisfies((host) -> {
			assertThat(host.root()).hasToString(root);
			assertThat(host.tls().skipVerify()).isEqualTo(unverified);
			assertThat(host.plainFallback()).isEqualTo(plainFallback);
		});
	}

	@Test
	void showsNoValuesOfHeaders() {
		RegistryHost host = RegistryHost.of("https://r.example")
			.withHeaders(Map.of("Authorization", List.of("Bearer s3cret")));

		assertThat(host.toString()).contains("Authorization").doesNotContain("s3cret");
	}

}

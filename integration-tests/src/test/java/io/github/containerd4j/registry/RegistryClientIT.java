package io.github.containerd4j.registry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.oci.ImageReference;
import io.github.containerd4j.oci.MediaTypes;
import io.github.containerd4j.test.FaultyProxy;
import io.github.containerd4j.test.FaultyProxy.Fault;
import io.github.containerd4j.test.TestRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The registry client with a real registry: plain, TLS, password, and behind a proxy that
 * spoils things.
 */
class RegistryClientIT {

	private static final byte[] BYTES = bytes(5_000_000);

	private static final Descriptor BLOB = Descriptor.of(MediaTypes.OCI_LAYER_GZIP, BYTES);

	private static final RegistryCredentials KNOWN = RegistryCredentials.basic(TestRegistry.USER,
			TestRegistry.PASSWORD);

	private static TestRegistry plain;

	private static TestRegistry tls;

	@TempDir
	private Path directory;

	@BeforeAll
	static void start() {
		plain = TestRegistry.plain();
		tls = TestRegistry.tlsWithPassword();
	}

	@AfterAll
	static void stop() {
		plain.close();
		tls.close();
	}

	private static byte[] bytes(int size) {
		byte[] bytes = new byte[size];
		new Random(size).nextBytes(bytes);
		return bytes;
	}

	private static RegistryOptions.Builder options() {
		return RegistryOptions.builder().backoff(Duration.ofMillis(10), Duration.ofSeconds(1));
	}

	private static Repository repository(RegistryClient client, String address, String path) {
		return client.repository(ImageReference.parse(address + "/" + path + ":1"), Set.of(Access.PULL, Access.PUSH));
	}

	private static void push(Repository repository, Descriptor blob, byte[] bytes) {
		repository.pushBlob(blob,
				(offset) -> new ByteArrayInputStream(bytes, (int) offset, bytes.length - (int) offset), (sent) -> {
				});
	}

	private static byte[] read(Repository repository, Descriptor blob, long offset) throws IOException {
		try (InputStream input = repository.fetch(blob, offset)) {
			return input.readAllBytes();
		}
	}

	// A registry accepts a manifest only after what it names.
	private static Descriptor pushManifest(Repository repository) {
		byte[] config = "{}".getBytes();
		push(repository, Descriptor.of(MediaTypes.OCI_CONFIG, config), config);
		byte[] manifest = """
				{"schemaVersion":2,"mediaType":"%s","config":{"mediaType":"%s","digest":"%s","size":2},"layers":[]}"""
			.formatted(MediaTypes.OCI_MANIFEST, MediaTypes.OCI_CONFIG,
					Descriptor.of(MediaTypes.OCI_CONFIG, config).digest())
			.getBytes();
		Descriptor document = Descriptor.of(MediaTypes.OCI_MANIFEST, manifest);
		repository.pushManifest(document, manifest, "1");
		assertThat(repository.fetchManifest(document)).isEqualTo(manifest);
		return document;
	}

	private static void roundTrip(RegistryClient client, String address) throws IOException {
		Repository repository = repository(client, address, "team/app");
		push(repository, BLOB, BYTES);
		Descriptor document = pushManifest(repository);

		assertThat(repository.resolve().target()).isEqualTo(document);
		assertThat(repository.exists(BLOB)).isTrue();
		assertThat(repository.exists(document)).isTrue();
		assertThat(read(repository, BLOB, 0)).isEqualTo(BYTES);
		assertThat(read(repository, BLOB, 4_999_000)).hasSize(1000);
	}

	@Test
	void speaksPlainHttpWithThisMachineByItself() throws IOException {
		try (RegistryClient client = RegistryClient.create(options().build())) {
			roundTrip(client, plain.address());
		}
	}

	@Test
	void speaksTlsWithThisMachineByItself() throws IOException {
		try (RegistryClient client = RegistryClient
			.create(options().credentials((host) -> Optional.of(KNOWN)).build())) {
			roundTrip(client, tls.address());
		}
	}

	@Test
	void trustsTheAuthorityOfAHostsFile() throws IOException {
		hostsFile("ca = \"" + tls.certificate() + "\"");
		try (RegistryClient client = RegistryClient.create(options().hosts(RegistryHosts.directory(this.directory))
			.credentials(RegistryCredentialsProvider.of(Map.of(tls.address(), KNOWN)))
			.build())) {
			roundTrip(client, tls.address());
		}
	}

	@Test
	void trustsNoOtherAuthority() throws IOException {
		hostsFile("skip_verify = false");
		try (RegistryClient client = RegistryClient
			.create(options().hosts(RegistryHosts.directory(this.directory)).build())) {
			assertThatExceptionOfType(RegistryUnavailableException.class)
				.isThrownBy(() -> repository(client, tls.address(), "team/app").resolve())
				.withMessageContaining("its TLS certificate is not trusted");
		}
	}

	private void hostsFile(String keys) throws IOException {
		Path parent = Files.createDirectories(this.directory.resolve(tls.address()));
		Files.writeString(parent.resolve("hosts.toml"), "server = \"" + tls.url() + "\"\n" + keys + "\n");
	}

	@Test
	void showsAClientCertificate() throws IOException {
		try (TestRegistry registry = TestRegistry.tlsWithClientCertificate()) {
			RegistryTls settings = new RegistryTls(List.of(registry.certificate()),
					List.of(new RegistryTls.ClientCertificate(registry.certificate(), registry.key())), false);
			RegistryHost host = RegistryHost.of(registry.url());
			try (RegistryClient known = clientOf(registry, host.withTls(settings));
					RegistryClient unknown = clientOf(registry,
							host.withTls(RegistryTls.trusting(registry.certificate())))) {
				roundTrip(known, registry.address());
				assertThatExceptionOfType(RegistryUnavailableException.class)
					.isThrownBy(() -> repository(unknown, registry.address(), "team/app").resolve());
			}
		}
	}

	private static RegistryClient clientOf(TestRegistry registry, RegistryHost host) {
		return RegistryClient
			.create(options().hosts(RegistryHosts.of(Map.of(registry.address(), List.of(host)))).build());
	}

	@Test
	void staysOutWithoutThePassword() {
		try (RegistryClient client = RegistryClient.create(options().build())) {
			assertThatExceptionOfType(RegistryAuthenticationException.class)
				.isThrownBy(() -> repository(client, tls.address(), "team/app").resolve())
				.withMessageContaining("no credentials are known");
		}
	}

	@Test
	void pullsThroughAMirror() throws IOException {
		try (RegistryClient client = RegistryClient
			.create(options().hosts(RegistryHosts.of(Map.of("registry.invalid", List.of(RegistryHost.of(plain.url())))))
				.build())) {
			push(repository(client, plain.address(), "mirrored/app"), BLOB, BYTES);
			Repository mirrored = repository(client, "registry.invalid", "mirrored/app");

			assertThat(read(mirrored, BLOB, 0)).isEqualTo(BYTES);
		}
	}

	@Test
	void mountsBlobsOfOtherRepositories() throws IOException {
		try (RegistryClient client = RegistryClient.create(options().build())) {
			push(repository(client, plain.address(), "mount/source"), BLOB, BYTES);
			Repository target = repository(client, plain.address(), "mount/target");

			assertThat(target.mount(BLOB, "mount/source")).isTrue();
			assertThat(read(target, BLOB, 0)).isEqualTo(BYTES);
			assertThat(target.mount(Descriptor.of(MediaTypes.OCI_LAYER, bytes(10)), "mount/source")).isFalse();
		}
	}

	@Test
	void goesOnWithAnUploadThatWasCut() throws IOException {
		byte[] bytes = bytes(6_000_000);
		Descriptor blob = Descriptor.of(MediaTypes.OCI_LAYER, bytes);
		try (RegistryClient client = RegistryClient.create(options().build());
				FaultyProxy proxy = FaultyProxy.before(plain)) {
			proxy.spoil("PATCH", "/blobs/uploads/", 2, new Fault.CutRequest(2_000_000));
			Repository repository = repository(client, proxy.address(), "cut/upload");

			push(repository, blob, bytes);

			assertThat(read(repository, blob, 0)).isEqualTo(bytes);
			assertThat(proxy.requests()).filteredOn((request) -> request.startsWith("PATCH ")).hasSize(3);
		}
	}

	@Test
	void goesOnWithADownloadThatWasCut() throws IOException {
		try (RegistryClient client = RegistryClient.create(options().build());
				FaultyProxy proxy = FaultyProxy.before(plain)) {
			Repository repository = repository(client, proxy.address(), "cut/download");
			push(repository, BLOB, BYTES);
			proxy.spoil("GET", "/blobs/", 2, new Fault.CutAnswer(2_000_000));

			assertThat(read(repository, BLOB, 0)).isEqualTo(BYTES);
		}
	}

	@Test
	void outlastsErrorsThatPass() throws IOException {
		try (RegistryClient client = RegistryClient.create(options().build());
				FaultyProxy proxy = FaultyProxy.before(plain)) {
			proxy.spoil("POST", "/uploads/", 1, new Fault.Status(500, Map.of()))
				.spoil("PUT", "/uploads/", 1, new Fault.Status(503, Map.of()))
				.spoil("GET", "/blobs/sha256", 1, new Fault.Status(429, Map.of("Retry-After", "1")));

			roundTrip(client, proxy.address());
		}
	}

	@Test
	void refusesALieAboutTheDigest() {
		try (RegistryClient client = RegistryClient.create(options().build());
				FaultyProxy proxy = FaultyProxy.before(plain)) {
			Repository repository = repository(client, proxy.address(), "lie/digest");
			Descriptor document = pushManifest(repository);
			proxy.spoil("GET", "/manifests/", 1, new Fault.FlipBit(10));

			assertThatExceptionOfType(RegistryIntegrityException.class)
				.isThrownBy(() -> repository.fetchManifest(document));
		}
	}

	@Test
	void leavesNoThreadsAfterClosing() throws IOException {
		try (RegistryClient client = RegistryClient.create(options().build())) {
			roundTrip(client, plain.address());
		}

		Awaitility.await()
			.atMost(Duration.ofSeconds(10))
			.untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
				.noneMatch((name) -> name.startsWith("containerd-registry-")));
	}

}

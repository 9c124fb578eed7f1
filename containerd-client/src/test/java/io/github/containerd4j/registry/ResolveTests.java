package io.github.containerd4j.registry;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.oci.ImageReference;
import io.github.containerd4j.oci.MediaTypes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Finding what a reference stands for, and fetching it.
 */
class ResolveTests {

	private static final String PATH = "/v2/team/app/manifests/1";

	private static final byte[] MANIFEST = "{\"schemaVersion\":2}".getBytes();

	private final StubServer registry = new StubServer();

	private final StubServer mirror = new StubServer();

	private RegistryClient client = client(Stubs.hosts(this.registry.url()));

	@AfterEach
	void close() {
		this.client.close();
		this.registry.close();
		this.mirror.close();
	}

	private static RegistryClient client(RegistryHosts hosts) {
		return RegistryClient.create(Stubs.options().hosts(hosts).build());
	}

	private Repository withMirror() {
		this.client.close();
		this.client = client(Stubs.hosts(this.mirror.url(), this.registry.url()));
		return Stubs.repository(this.client, Access.PULL);
	}

	private Resolution resolve() {
		return Stubs.repository(this.client, Access.PULL).resolve();
	}

	private static StubServer.Handler manifestHead(byte[] bytes) {
		return (request, reply) -> reply.header("Content-Type", MediaTypes.OCI_MANIFEST + "; charset=utf-8")
			.header("Docker-Content-Digest", Digest.sha256(bytes).toString())
			.head(bytes.length);
	}

	private static StubServer.Handler manifestBody(byte[] bytes) {
		return (request, reply) -> reply.header("Content-Type", MediaTypes.OCI_MANIFEST).send(200, bytes);
	}

	@Test
	void takesDigestSizeAndTypeOfTheHead() {
		this.registry.on("HEAD", PATH, manifestHead(MANIFEST));

		assertThat(resolve())
			.isEqualTo(new Resolution(Descriptor.of(MediaTypes.OCI_MANIFEST, MANIFEST), this.registry.address()));
		assertThat(this.registry.requests()).singleElement()
			.satisfies((request) -> assertThat(request.header("Accept").orElseThrow()).contains(MediaTypes.OCI_INDEX));
	}

	@Test
	void readsTheDocumentIfTheHeadTellsNoDigest() {
		this.registry.on("HEAD", PATH, (request, reply) -> reply.head(MANIFEST.length));
		this.registry.on("GET", PATH, manifestBody(MANIFEST));

		assertThat(resolve().target()).isEqualTo(Descriptor.of(MediaTypes.OCI_MANIFEST, MANIFEST));
	}

	@Test
	void readsTheDocumentIfHeadIsNotAllowed() {
		this.registry.on("HEAD", PATH, (request, reply) -> reply.status(405));
		this.registry.on("GET", PATH, manifestBody(MANIFEST));

		assertThat(resolve().target()).isEqualTo(Descriptor.of(MediaTypes.OCI_MANIFEST, MANIFEST));
	}

	@Test
	void tellsWhatIsNotThere() {
		this.registry.on("HEAD", PATH, (request, reply) -> reply.status(404));

		assertThatExceptionOfType(RegistryNotFoundException.class).isThrownBy(this::resolve)
			.isInstanceOf(NotFoundException.class)
			.withMessageContaining("registry.example/team/app:1")
			.withMessageContaining(this.registry.address() + " answers 404")
			.satisfies((ex) -> assertThat(ex.answer())
				.isEqualTo(new RegistryAnswer(this.registry.address(), "team/app", 404, List.of())));
	}

	@Test
	void showsTheErrorsOfTheRegistry() {
		this.registry.on("HEAD", PATH, (request, reply) -> reply.status(405));
		this.registry.on("GET", PATH, (request, reply) -> reply.header("Content-Type", "application/json")
			.status(400, "{\"errors\":[{\"code\":\"NAME_INVALID\",\"message\":\"no such\\nname\",\"detail\":{}}]}"));

		assertThatExceptionOfType(RegistryException.class).isThrownBy(this::resolve)
			.withMessageContaining("answers 400 (NAME_INVALID: no such name)")
			.satisfies((ex) -> assertThat(ex.answer().codes()).containsExactly("NAME_INVALID"));
	}

	@Test
	void refusesAnotherDigestThanThatOfTheReference() {
		Digest wanted = Digest.sha256("other");
		this.registry.on("HEAD", "/v2/team/app/manifests/" + wanted, manifestHead(MANIFEST));
		Repository repository = this.client.repository(Stubs.reference().withDigest(wanted), Set.of(Access.PULL));

		assertThatExceptionOfType(RegistryIntegrityException.class).isThrownBy(repository::resolve)
			.withMessageContaining(wanted.toString());
	}

	@Test
	void findsADigestAmongTheBlobs() {
		Digest wanted = Digest.sha256(MANIFEST);
		this.registry.on("HEAD", "/v2/team/app/blobs/" + wanted, manifestHead(MANIFEST));
		Repository repository = this.client.repository(Stubs.reference().withDigest(wanted), Set.of(Access.PULL));

		assertThat(repository.resolve().target().digest()).isEqualTo(wanted);
	}

	@Test
	void refusesEmptyAndHugeDocuments() {
		this.registry.on("HEAD", PATH, manifestHead(new byte[0]));
		assertThatExceptionOfType(RegistryIntegrityException.class).isThrownBy(this::resolve)
			.withMessageContaining("empty");

		this.registry.on("HEAD", PATH, manifestHead(new byte[Repository.MAX_TAGGED_MANIFEST + 1]));
		assertThatExceptionOfType(RegistryIntegrityException.class).isThrownBy(this::resolve)
			.withMessageContaining("more than " + Repository.MAX_TAGGED_MANIFEST + " bytes");
	}

	@Test
	void asksMirrorsFirstAndNamesTheRegistryToThem() {
		this.mirror.on("HEAD", PATH, manifestHead(MANIFEST));

		assertThat(withMirror().resolve().host()).isEqualTo(this.mirror.address());
		assertThat(this.mirror.requests()).singleElement()
			.extracting(StubServer.Request::query)
			.isEqualTo("ns=registry.example");
		assertThat(this.registry.requests()).isEmpty();
	}

	@Test
	void asksTheRegistryWhenTheMirrorHasNothing() {
		this.registry.on("HEAD", PATH, manifestHead(MANIFEST));

		assertThat(withMirror().resolve().host()).isEqualTo(this.registry.address());
		assertThat(this.mirror.requests()).hasSize(1);
	}

	@Test
	void doesNotRetryAMirrorThatIsNotThere() {
		this.registry.on("HEAD", PATH, manifestHead(MANIFEST));
		Repository repository = withMirror();
		this.mirror.close();

		assertThat(repository.resolve().host()).isEqualTo(this.registry.address());
	}

	@Test
	void tellsTheFailuresOfAllHosts() {
		this.mirror.on("HEAD", PATH, (request, reply) -> reply.status(403));

		assertThatExceptionOfType(RegistryNotFoundException.class).isThrownBy(withMirror()::resolve)
			.satisfies((ex) -> assertThat(ex.getSuppressed()).singleElement()
				.isInstanceOf(RegistryAuthenticationException.class));
	}

	@Test
	void asksOnlyHostsThatMayResolve() {
		this.client.close();
		this.client = client(RegistryHosts.of(Map.of("registry.example",
				List.of(RegistryHost.of(this.mirror.url()).withCapabilities(Set.of(HostCapability.PULL)),
						RegistryHost.of(this.registry.url())))));
		this.registry.on("HEAD", PATH, manifestHead(MANIFEST));

		assertThat(resolve().host()).isEqualTo(this.registry.address());
		assertThat(this.mirror.requests()).isEmpty();
	}

	@Test
	void refusesARegistryWithoutHosts() {
		this.client.close();
		this.client = client((domain) -> List.of());
		ImageReference reference = Stubs.reference();

		assertThatExceptionOfType(FailedPreconditionException.class)
			.isThrownBy(() -> this.client.repository(reference, Set.of(Access.PULL)))
			.withMessageContaining("registry.example");
	}

	@Test
	void sendsTheHeadersOfTheHost() {
		this.client.close();
		this.client = client(RegistryHosts.of(Map.of("registry.example",
				List.of(RegistryHost.of(this.registry.url()).withHeaders(Map.of("X-Team", List.of("a")))))));
		this.registry.on("HEAD", PATH, manifestHead(MANIFEST));

		resolve();

		assertThat(this.registry.requests()).singleElement()
			.satisfies((request) -> assertThat(request.header("X-team")).contains("a"));
	}

	@Test
	void fetchesManifestsAndVerifiesThem() {
		Descriptor document = Stubs.manifest(MANIFEST);
		String path = "/v2/team/app/manifests/" + document.digest();
		Repository repository = Stubs.repository(this.client, Access.PULL);

		this.registry.on("GET", path, manifestBody(MANIFEST));
		assertThat(repository.fetchManifest(document)).isEqualTo(MANIFEST);

		this.registry.on("GET", path, manifestBody("{\"schemaVersion\":3}".getBytes()));
		assertThatExceptionOfType(RegistryIntegrityException.class)
			.isThrownBy(() -> repository.fetchManifest(document));

		this.registry.on("GET", path, manifestBody("{\"schemaVersion\":2, \"more\":1}".getBytes()));
		assertThatExceptionOfType(RegistryIntegrityException.class)
			.isThrownBy(() -> repository.fetchManifest(document));
	}

	@Test
	void fetchesAManifestAgainAfterACut() {
		Descriptor document = Stubs.manifest(MANIFEST);
		String path = "/v2/team/app/manifests/" + document.digest();
		this.registry.on("GET", path, (request, reply) -> {
			int end = (this.registry.requests("GET", path).size() == 1) ? 3 : MANIFEST.length;
			reply.cut(200, MANIFEST, 0, end, MANIFEST.length);
		});

		assertThat(Stubs.repository(this.client, Access.PULL).fetchManifest(document)).isEqualTo(MANIFEST);
	}

	@Test
	void refusesAHugeManifestWithoutAsking() {
		Descriptor document = Descriptor.of(MediaTypes.OCI_MANIFEST, Digest.sha256("x"), Repository.MAX_MANIFEST + 1L);

		assertThatExceptionOfType(RegistryIntegrityException.class)
			.isThrownBy(() -> Stubs.repository(this.client, Access.PULL).fetchManifest(document));
		assertThat(this.registry.requests()).isEmpty();
	}

}

package io.github.containerd4j.registry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;

import io.github.containerd4j.CancelledException;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.content.Descriptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Uploads to registries that do as they should, and others.
 */
class PushTests {

	private static final byte[] BYTES = Stubs.bytes(2_000_000);

	private static final Descriptor BLOB = Stubs.layer(BYTES);

	private static final String UPLOADS = "/v2/team/app/blobs/uploads/";

	private static final String UPLOAD = "/v2/team/app/blobs/uploads/1";

	private static final LongConsumer NO_PROGRESS = (sent) -> {
	};

	private final StubServer registry = new StubServer();

	private RegistryClient client = client(0);

	@AfterEach
	void close() {
		this.client.close();
		this.registry.close();
	}

	private RegistryClient client(long chunk) {
		return RegistryClient
			.create(Stubs.options().hosts(Stubs.hosts(this.registry.url())).uploadChunk(chunk).build());
	}

	private Repository repository() {
		return Stubs.repository(this.client, Access.PULL, Access.PUSH);
	}

	private static InputStream open(long offset) {
		return new ByteArrayInputStream(BYTES, (int) offset, BYTES.length - (int) offset);
	}

	private void push() {
		repository().pushBlob(BLOB, PushTests::open, NO_PROGRESS);
	}

	private void acceptUploads() {
		this.registry.on("POST", UPLOADS,
				(request, reply) -> reply.header("Location", UPLOAD + "?state=a").status(202));
		this.registry.on("PATCH", UPLOAD,
				(request, reply) -> reply.header("Location", UPLOAD + "?state=b").status(202));
		this.registry.on("PUT", UPLOAD, (request, reply) -> reply.status(201));
	}

	private void tellReceived(String range) {
		this.registry.on("GET", UPLOAD,
				(request, reply) -> reply.header("Location", UPLOAD + "?state=c").header("Range", range).status(204));
	}

	@Test
	void sendsALargeBlobAndThenItsDigest() {
		acceptUploads();
		List<Long> progress = new ArrayList<>();

		repository().pushBlob(BLOB, PushTests::open, progress::add);

		assertThat(this.registry.requests("PATCH", UPLOAD)).singleElement().satisfies((request) -> {
			assertThat(request.body()).isEqualTo(BYTES);
			assertThat(request.header("Content-range")).isEmpty();
		});
		assertThat(this.registry.requests("PUT", UPLOAD)).singleElement()
			.extracting(StubServer.Request::query)
			.isEqualTo("state=b&digest=" + BLOB.digest().toString().replace(":", "%3A"));
		assertThat(progress).isSorted().endsWith((long) BYTES.length);
	}

	@Test
	void sendsASmallBlobWithItsDigest() {
		acceptUploads();
		byte[] bytes = Stubs.bytes(100);

		repository().pushBlob(Stubs.layer(bytes), (offset) -> new ByteArrayInputStream(bytes), NO_PROGRESS);

		assertThat(this.registry.requests("PATCH", UPLOAD)).isEmpty();
		assertThat(this.registry.requests("PUT", UPLOAD)).singleElement()
			.extracting(StubServer.Request::body)
			.isEqualTo(bytes);
	}

	@Test
	void sendsAnEmptyBlob() {
		acceptUploads();

		repository().pushBlob(Stubs.layer(new byte[0]), (offset) -> InputStream.nullInputStream(), NO_PROGRESS);

		assertThat(this.registry.requests("PUT", UPLOAD)).hasSize(1);
	}

	@Test
	void sendsInPiecesIfItShould() {
		this.client.close();
		this.client = client(700_000);
		acceptUploads();

		push();

		assertThat(this.registry.requests("PATCH", UPLOAD)).extracting((request) -> request.header("Content-range"))
			.containsExactly(Optional.of("0-699999"), Optional.of("700000-1399999"), Optional.of("1400000-1999999"));
	}

	@Test
	void sendsNoSmallerPiecesThanTheRegistryWants() {
		this.client.close();
		this.client = client(700_000);
		acceptUploads();
		this.registry.on("POST", UPLOADS, (request,
				reply) -> reply.header("Location", UPLOAD).header("OCI-Chunk-Min-Length", "1500000").status(202));

		push();

		assertThat(this.registry.requests("PATCH", UPLOAD)).extracting((request) -> request.header("Content-range"))
			.containsExactly(Optional.of("0-1499999"), Optional.of("1500000-1999999"));
	}

	@Test
	void goesOnWithWhatTheRegistryLacks() {
		acceptUploads();
		tellReceived("0-999999");
		this.registry.cutNext("PATCH", UPLOAD, 1_100_000);

		push();

		assertThat(this.registry.requests("PATCH", UPLOAD)).hasSize(2).last().satisfies((request) -> {
			assertThat(request.header("Content-range")).contains("1000000-1999999");
			assertThat(request.query()).isEqualTo("state=c");
			assertThat(request.body()).isEqualTo(open(1_000_000).readAllBytes());
		});
	}

	@Test
	void beginsAgainIfTheRegistryHasForgottenTheUpload() {
		acceptUploads();
		this.registry.cutNext("PATCH", UPLOAD, 1_100_000);

		push();

		assertThat(this.registry.requests("POST", UPLOADS)).hasSize(2);
		assertThat(this.registry.requests("PATCH", UPLOAD)).last()
			.extracting(StubServer.Request::body)
			.isEqualTo(BYTES);
	}

	@Test
	void isContentIfTheRegistryHasTheBlobAfterAll() {
		acceptUploads();
		this.registry.on("HEAD", "/v2/team/app/blobs/" + BLOB.digest(), (request, reply) -> reply.head(BYTES.length));
		this.registry.cutNext("PUT", UPLOAD, 0);

		push();

		assertThat(this.registry.requests("POST", UPLOADS)).hasSize(1);
	}

	@Test
	void tellsThatTheRegistryReceivedOtherBytes() {
		acceptUploads();
		this.registry.on("PUT", UPLOAD,
				(request, reply) -> reply.status(400, "{\"errors\":[{\"code\":\"DIGEST_INVALID\"}]}"));

		assertThatExceptionOfType(RegistryIntegrityException.class).isThrownBy(this::push)
			.withMessageContaining("DIGEST_INVALID");
	}

	@Test
	void refusesAnotherDigestInTheAnswer() {
		acceptUploads();
		this.registry.on("PUT", UPLOAD,
				(request, reply) -> reply.header("Docker-Content-Digest", Stubs.layer(new byte[1]).digest().toString())
					.status(201));

		assertThatExceptionOfType(RegistryIntegrityException.class).isThrownBy(this::push);
	}

	@Test
	void tellsThatTheSourceFailed() {
		acceptUploads();
		IOException cause = new IOException("disk");

		assertThatExceptionOfType(RegistryException.class).isThrownBy(() -> repository().pushBlob(BLOB, (offset) -> {
			throw cause;
		}, NO_PROGRESS)).havingRootCause().isSameAs(cause);
		assertThatExceptionOfType(RegistryException.class)
			.isThrownBy(
					() -> repository().pushBlob(BLOB, (offset) -> new ByteArrayInputStream(new byte[5]), NO_PROGRESS))
			.withMessageContaining("fewer bytes");
	}

	@Test
	void doesNotRetryWhatMayNotBeDone() {
		this.registry.on("POST", UPLOADS,
				(request, reply) -> reply.status(403, "{\"errors\":[{\"code\":\"DENIED\"}]}"));

		assertThatExceptionOfType(RegistryAuthenticationException.class).isThrownBy(this::push)
			.withMessageContaining("DENIED");
		assertThat(this.registry.requests()).hasSize(1);
	}

	@Test
	void givesUpOnASilentRegistry() {
		this.registry.on("POST", UPLOADS, (request, reply) -> reply.hang());

		assertThatExceptionOfType(RegistryTimeoutException.class).isThrownBy(this::push);
	}

	@Test
	void endsWhenItsThreadIsInterrupted() throws Exception {
		acceptUploads();
		CountDownLatch asked = new CountDownLatch(1);
		this.registry.on("PATCH", UPLOAD, (request, reply) -> {
			asked.countDown();
			reply.hang();
		});
		AtomicReference<Throwable> failure = new AtomicReference<>();
		Thread pusher = new Thread(() -> failure.set(catchThrowable(this::push)));
		pusher.start();
		asked.await();

		pusher.interrupt();
		pusher.join(TimeUnit.SECONDS.toMillis(10));

		assertThat(failure.get()).isInstanceOf(CancelledException.class);
	}

	@Test
	void refusesALocationThatIsNone() {
		this.registry.on("POST", UPLOADS, (request, reply) -> reply.header("Location", "ftp://x/y").status(202));

		assertThatExceptionOfType(RegistryException.class).isThrownBy(this::push)
			.withMessageContaining("without a usable location");
	}

	@Test
	void mountsABlob() {
		this.registry.on("POST", UPLOADS, (request, reply) -> reply.status(201));

		assertThat(repository().mount(BLOB, "library/base")).isTrue();
		assertThat(this.registry.requests()).singleElement()
			.extracting(StubServer.Request::query)
			.isEqualTo("mount=" + BLOB.digest().toString().replace(":", "%3A")
					+ "&from=library%2Fbase&ns=registry.example");
	}

	@Test
	void usesTheUploadThatCameInPlaceOfAMount() {
		acceptUploads();
		Repository repository = repository();

		assertThat(repository.mount(BLOB, "library/base")).isFalse();
		repository.pushBlob(BLOB, PushTests::open, NO_PROGRESS);

		assertThat(this.registry.requests("POST", UPLOADS)).hasSize(1);
	}

	@Test
	void knowsWhatIsThere() {
		this.registry.on("HEAD", "/v2/team/app/blobs/" + BLOB.digest(), (request, reply) -> reply.head(BYTES.length));

		assertThat(repository().exists(BLOB)).isTrue();
		assertThat(repository().exists(Stubs.layer(new byte[1]))).isFalse();
		assertThat(repository().exists(Stubs.manifest(new byte[1]))).isFalse();
	}

	@Test
	void pushesManifestsByTagAndByDigest() {
		byte[] bytes = "{}".getBytes();
		Descriptor document = Stubs.manifest(bytes);
		String byDigest = "/v2/team/app/manifests/" + document.digest();
		this.registry.on("PUT", "/v2/team/app/manifests/2", (request, reply) -> reply.status(201));
		this.registry.on("PUT", byDigest, (request, reply) -> reply.status(201));

		repository().pushManifest(document, bytes, "2");
		repository().pushManifest(document, bytes, null);

		assertThat(this.registry.requests()).hasSize(2).allSatisfy((request) -> {
			assertThat(request.body()).isEqualTo(bytes);
			assertThat(request.header("Content-type")).contains(document.mediaType());
		});
	}

	@Test
	void refusesAManifestWithOtherBytes() {
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> repository().pushManifest(Stubs.manifest("{}".getBytes()), "[]".getBytes(), null));
		assertThat(this.registry.requests()).isEmpty();
	}

	@Test
	void refusesToPushWhereNoHostTakesIt() {
		this.client.close();
		this.client = RegistryClient.create(Stubs.options()
			.hosts((domain) -> List
				.of(RegistryHost.of(this.registry.url()).withCapabilities(List.of(HostCapability.PULL))))
			.build());

		assertThatExceptionOfType(FailedPreconditionException.class).isThrownBy(this::push)
			.withMessageContaining("no host is configured to push");
	}

}

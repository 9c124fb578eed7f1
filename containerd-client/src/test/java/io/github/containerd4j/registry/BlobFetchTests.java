package io.github.containerd4j.registry;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.github.containerd4j.CancelledException;
import io.github.containerd4j.ClientClosedException;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.oci.OciDescriptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Blobs from hosts that do as they should, and others.
 */
class BlobFetchTests {

	private static final byte[] BYTES = Stubs.bytes(3_000_000);

	private static final Descriptor BLOB = Stubs.layer(BYTES);

	private static final String PATH = "/v2/team/app/blobs/" + BLOB.digest();

	private final StubServer registry = new StubServer();

	private final StubServer mirror = new StubServer();

	private final RegistryClient client = RegistryClient
		.create(Stubs.options().hosts(Stubs.hosts(this.registry.url())).build());

	private final RegistryClient mirrored = RegistryClient
		.create(Stubs.options().hosts(Stubs.hosts(this.mirror.url(), this.registry.url())).build());

	@AfterEach
	void close() {
		this.client.close();
		this.mirrored.close();
		this.registry.close();
		this.mirror.close();
	}

	private static byte[] read(RegistryClient client, long offset) throws IOException {
		try (InputStream input = Stubs.repository(client, Access.PULL).fetch(BLOB, offset)) {
			return input.readAllBytes();
		}
	}

	private static byte[] from(int offset) {
		return Arrays.copyOfRange(BYTES, offset, BYTES.length);
	}

	// Ends after so many bytes in each answer.
	private static StubServer.Handler ranges(int most) {
		return (request, reply) -> {
			int start = start(request);
			int end = Math.min(BYTES.length, start + most);
			reply.header("Content-Range", "bytes " + start + "-" + (BYTES.length - 1) + "/" + BYTES.length)
				.cut((start > 0) ? 206 : 200, BYTES, start, end, BYTES.length - start);
		};
	}

	private static int start(StubServer.Request request) {
		Optional<String> range = request.header("Range");
		return range.map((text) -> Integer.parseInt(text.replaceAll("bytes=(\\d+)-", "$1"))).orElse(0);
	}

	@Test
	void readsAllBytes() throws IOException {
		this.registry.on("GET", PATH, ranges(BYTES.length));

		assertThat(read(this.client, 0)).isEqualTo(BYTES);
		assertThat(this.registry.requests()).singleElement()
			.satisfies((request) -> assertThat(request.header("Range")).isEmpty());
	}

	@Test
	void beginsWhereItIsAsked() throws IOException {
		this.registry.on("GET", PATH, ranges(BYTES.length));

		assertThat(read(this.client, 1_234_567)).isEqualTo(from(1_234_567));
		assertThat(read(this.client, BYTES.length)).isEmpty();
		assertThat(this.registry.requests()).hasSize(1);
	}

	@Test
	void refusesAnOffsetOutOfTheBlob() {
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> read(this.client, BYTES.length + 1L));
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> read(this.client, -1));
	}

	@ParameterizedTest
	@ValueSource(ints = { 700_001, 1_000_000, 2_999_999 })
	void goesOnWhereTheConnectionWasCut(int most) throws IOException {
		this.registry.on("GET", PATH, ranges(most));

		assertThat(read(this.client, 0)).isEqualTo(BYTES);
		// More than one request for an offset, also for the first: the reset of a cut
		// connection may overtake its bytes.
		assertThat(this.registry.requests()).hasSizeGreaterThanOrEqualTo((BYTES.length + most - 1) / most);
		assertThat(this.registry.requests()).extracting(BlobFetchTests::offset).isSorted().startsWith(0L);
	}

	private static long offset(StubServer.Request request) {
		return request.header("Range")
			.map((range) -> Long.parseLong(range.substring("bytes=".length(), range.indexOf('-'))))
			.orElse(0L);
	}

	@Test
	void skipsWhatAServerWithoutRangesSendsAgain() throws IOException {
		this.registry.on("GET", PATH, (request, reply) -> {
			int end = (this.registry.requests().size() == 1) ? 1_000_000 : BYTES.length;
			reply.cut(200, BYTES, 0, end, BYTES.length);
		});

		assertThat(read(this.client, 0)).isEqualTo(BYTES);
		assertThat(read(this.client, 2_000_000)).isEqualTo(from(2_000_000));
	}

	@Test
	void givesUpWhenNothingMoreComes() {
		this.registry.on("GET", PATH, (request, reply) -> reply.cut(200, BYTES, 0, 1000, BYTES.length));

		assertThatExceptionOfType(RegistryUnavailableException.class).isThrownBy(() -> read(this.client, 0))
			.withMessageContaining(BLOB.digest().toString());
		// The first, two repetitions while reading, each with no byte that is new.
		assertThat(this.registry.requests().size()).isBetween(3, 9);
	}

	@Test
	void goesOnAtTheNextHost() throws IOException {
		this.mirror.on("GET", PATH, (request, reply) -> {
			if (start(request) == 0) {
				ranges(1_000_000).handle(request, reply);
			}
			else {
				reply.status(404);
			}
		});
		this.registry.on("GET", PATH, ranges(BYTES.length));

		assertThat(read(this.mirrored, 0)).isEqualTo(BYTES);
		assertThat(this.registry.requests()).singleElement()
			.satisfies((request) -> assertThat(request.header("Range").orElse("")).startsWith("bytes="));
	}

	@Test
	void refusesAnotherLengthThanTheDescriptors() {
		this.registry.on("GET", PATH, (request, reply) -> reply.send(200, Stubs.bytes(10)));
		assertThatExceptionOfType(RegistryIntegrityException.class).isThrownBy(() -> read(this.client, 0))
			.withMessageContaining("sends 10 bytes for a blob of " + BYTES.length);

		this.registry.on("GET", PATH,
				(request, reply) -> reply.header("Content-Range", "bytes 5-9/10").send(206, Stubs.bytes(5)));
		assertThatExceptionOfType(RegistryIntegrityException.class).isThrownBy(() -> read(this.client, 5));

		this.registry.on("GET", PATH, (request, reply) -> reply.status(416));
		assertThatExceptionOfType(RegistryIntegrityException.class).isThrownBy(() -> read(this.client, 5));
	}

	@Test
	void refusesAnotherRangeThanTheOneAsked() {
		this.registry.on("GET", PATH,
				(request, reply) -> reply.header("Content-Range", "bytes 0-" + (BYTES.length - 1) + "/" + BYTES.length)
					.send(206, BYTES));

		assertThatExceptionOfType(RegistryIntegrityException.class).isThrownBy(() -> read(this.client, 5));
	}

	@Test
	void refusesMoreBytesThanTheBlobHas() {
		// Length 0 makes the JDK's server send without telling the length.
		this.registry.on("GET", PATH, (request, reply) -> reply.cut(200, Stubs.bytes(4_000_000), 0, 4_000_000, 0));

		assertThatExceptionOfType(RegistryIntegrityException.class).isThrownBy(() -> read(this.client, 0))
			.withMessageContaining("more than the " + BYTES.length);
	}

	@Test
	void goesOnAfterSilence() throws IOException {
		this.registry.on("GET", PATH, (request, reply) -> {
			if (this.registry.requests().size() == 1) {
				reply.hang();
			}
			ranges(BYTES.length).handle(request, reply);
		});

		assertThat(read(this.client, 0)).isEqualTo(BYTES);
	}

	@Test
	void givesUpOnARegistryThatStaysSilent() {
		this.registry.on("GET", PATH, (request, reply) -> reply.hang());

		assertThatExceptionOfType(RegistryTimeoutException.class).isThrownBy(() -> read(this.client, 0))
			.withMessageContaining("is silent: no answer came within 1 s");
	}

	@Test
	void endsWhenItsThreadIsInterrupted() throws Exception {
		CountDownLatch asked = new CountDownLatch(1);
		this.registry.on("GET", PATH, (request, reply) -> {
			asked.countDown();
			reply.hang();
		});
		AtomicReference<Throwable> failure = new AtomicReference<>();
		Thread reader = new Thread(() -> {
			failure.set(catchThrowable(() -> read(this.client, 0)));
			assertThat(Thread.currentThread().isInterrupted()).isTrue();
		});
		reader.start();
		asked.await();

		reader.interrupt();
		reader.join(TimeUnit.SECONDS.toMillis(10));

		assertThat(failure.get()).isInstanceOf(CancelledException.class);
	}

	@Test
	void endsWhenAnotherThreadClosesIt() throws Exception {
		this.registry.on("GET", PATH, (request, reply) -> {
			reply.cut(200, BYTES, 0, 1000, BYTES.length);
			reply.hang();
		});
		InputStream input = Stubs.repository(this.client, Access.PULL).fetch(BLOB, 0);
		CompletableFuture<Throwable> failure = CompletableFuture.supplyAsync(() -> catchThrowable(input::readAllBytes));

		input.close();

		assertThat(failure.get(10, TimeUnit.SECONDS)).isInstanceOf(CancelledException.class);
	}

	@Test
	void endsWhenTheClientIsClosed() throws Exception {
		CountDownLatch asked = new CountDownLatch(1);
		this.registry.on("GET", PATH, (request, reply) -> {
			asked.countDown();
			reply.hang();
		});
		CompletableFuture<Throwable> failure = CompletableFuture
			.supplyAsync(() -> catchThrowable(() -> read(this.client, 0)));
		asked.await();

		this.client.close();

		assertThat(failure.get(10, TimeUnit.SECONDS)).isInstanceOf(ClientClosedException.class);
		assertThatExceptionOfType(ClientClosedException.class)
			.isThrownBy(() -> Stubs.repository(this.client, Access.PULL));
	}

	@Test
	void followsRedirectsWithoutTellingWhoWeAre() throws IOException {
		RegistryCredentials credentials = RegistryCredentials.basic("user", "s3cret");
		this.registry.on("GET", PATH, (request, reply) -> {
			if (request.header("Authorization").isEmpty()) {
				reply.header("WWW-Authenticate", "Basic realm=\"r\"").status(401);
			}
			else {
				reply.header("Location", this.mirror.url() + "/storage?signature=x").status(307);
			}
		});
		this.mirror.on("GET", "/storage", ranges(1_000_000));

		try (RegistryClient known = RegistryClient.create(Stubs.options()
			.hosts(Stubs.hosts(this.registry.url()))
			.credentials((host) -> Optional.of(credentials))
			.build())) {
			assertThat(read(known, 0)).isEqualTo(BYTES);
		}
		assertThat(this.mirror.requests()).isNotEmpty()
			.allSatisfy((request) -> assertThat(request.header("Authorization")).isEmpty());
	}

	@Test
	void doesNotFollowRedirectsForEver() {
		this.registry.on("GET", PATH, (request, reply) -> reply.header("Location", PATH).status(302));

		assertThatExceptionOfType(RegistryException.class).isThrownBy(() -> read(this.client, 0))
			.withMessageContaining("without end");
	}

	@Test
	void showsNothingOfASignedAddress() {
		this.registry.on("GET", PATH, (request,
				reply) -> reply.header("Location", this.mirror.url() + "/storage?signature=s3cret").status(307));

		assertThatExceptionOfType(RegistryNotFoundException.class).isThrownBy(() -> read(this.client, 0))
			.withMessageContaining(this.mirror.address() + " answers 404")
			.withMessageNotContaining("s3cret");
	}

	@Test
	void fetchesForeignBlobsFromTheirAddresses() throws IOException {
		this.mirror.on("GET", "/elsewhere", ranges(BYTES.length));
		OciDescriptor foreign = new OciDescriptor(BLOB, null,
				List.of(this.mirror.url() + "/gone", this.mirror.url() + "/elsewhere"), "");

		try (InputStream input = Stubs.repository(this.client, Access.PULL).fetchForeign(foreign, 100)) {
			assertThat(input.readAllBytes()).isEqualTo(from(100));
		}
		assertThat(this.registry.requests()).isEmpty();
	}

}

package io.github.containerd4j.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

import io.github.containerd4j.ChildJvm;
import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.DeadlineExceededException;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.UnavailableException;
import io.github.containerd4j.content.ContentWriter;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.content.WriteOptions;
import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.github.containerd4j.oci.Manifest;
import io.github.containerd4j.oci.OciDescriptor;
import io.github.containerd4j.progress.ImageProgress;
import io.github.containerd4j.progress.ImageProgress.Phase;
import io.github.containerd4j.registry.RegistryIntegrityException;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DaemonTest
@Timeout(120)
class PullFaultsIT {

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private final TestDaemon daemon;

	private final Namespace namespace;

	private final ImageFixture fixture = new ImageFixture();

	private final OciDescriptor manifest = this.fixture.image(ImageFixture.LINUX, 1, 400_000, 1);

	PullFaultsIT(TestDaemon daemon, Namespace namespace) {
		this.daemon = daemon;
		this.namespace = namespace;
	}

	@Test
	void commitsNothingThatHasAnotherDigest() throws IOException {
		try (FaultyRegistry registry = registry((bytes) -> {
			bytes[bytes.length / 2]++;
			return bytes;
		})) {
			assertThatExceptionOfType(FailedPreconditionException.class).isThrownBy(() -> pull(registry));

			assertThat(this.namespace.content().find(layer().digest())).isEmpty();
			assertNothingLeft(this.namespace);
		}
	}

	@Test
	void commitsNothingThatIsTooLong() throws IOException {
		try (FaultyRegistry registry = registry((bytes) -> Arrays.copyOf(bytes, bytes.length + 10))) {
			assertThatExceptionOfType(RegistryIntegrityException.class).isThrownBy(() -> pull(registry))
				.withMessageContaining("for a blob of " + layer().size());

			assertThat(this.namespace.content().find(layer().digest())).isEmpty();
			assertNothingLeft(this.namespace);
		}
	}

	@Test
	void commitsNothingThatIsTooShort() throws IOException {
		try (FaultyRegistry registry = registry((bytes) -> Arrays.copyOf(bytes, bytes.length - 10))) {
			assertThatExceptionOfType(RegistryIntegrityException.class).isThrownBy(() -> pull(registry))
				.withMessageContaining("for a blob of " + layer().size());

			assertThat(this.namespace.content().find(layer().digest())).isEmpty();
			assertNothingLeft(this.namespace);
		}
	}

	@Test
	void fetchesAgainWhatWasBrokenAfterItIsRepaired() throws IOException {
		boolean[] broken = { true };
		try (FaultyRegistry registry = registry((bytes) -> {
			if (broken[0]) {
				bytes[0]++;
			}
			return bytes;
		})) {
			assertThatExceptionOfType(ContainerdException.class).isThrownBy(() -> pull(registry));
			broken[0] = false;

			assertThat(pull(registry).target().digest()).isEqualTo(this.manifest.digest());
		}
	}

	@Test
	void endsWhenNothingComesAnyMore() throws IOException {
		try (FaultyRegistry registry = registry(UnaryOperator.identity()).hanging()) {
			PullOptions options = options().stallTimeout(Duration.ofSeconds(1)).build();

			assertThatExceptionOfType(DeadlineExceededException.class)
				.isThrownBy(() -> this.namespace.images().pull(registry.name(), options))
				.withMessageContaining("nothing came for 1 s");
			assertNothingLeft(this.namespace);
			assertNoThreadOf(registry.name());
		}
	}

	@Test
	void endsWhenItTakesTooLong() throws IOException {
		try (FaultyRegistry registry = registry(UnaryOperator.identity()).hanging()) {
			PullOptions options = options().timeout(Duration.ofSeconds(1)).build();

			assertThatExceptionOfType(DeadlineExceededException.class)
				.isThrownBy(() -> this.namespace.images().pull(registry.name(), options))
				.withMessageContaining("not ended within 1 s");
			assertNothingLeft(this.namespace);
		}
	}

	@Test
	void failsWhenTheDaemonDies() throws IOException {
		try (FaultyRegistry registry = registry(UnaryOperator.identity()).hanging();
				EmbeddedContainerd own = this.daemon.startPrivate();
				ContainerdClient client = ContainerdClient.create(own.address())) {
			List<ImageProgress> told = new CopyOnWriteArrayList<>();
			ImageTransfer<Image> pull = client.namespace("killed")
				.images()
				.startPull(registry.name(), options().progress(told::add).stallTimeout(Duration.ofSeconds(3)).build());
			Awaitility.await().until(() -> told.stream().anyMatch((step) -> step.phase() == Phase.TRANSFERRING));
			own.kill();

			assertThatExceptionOfType(ContainerdException.class).isThrownBy(() -> pull.result(LIMIT))
				.isInstanceOfAny(UnavailableException.class, DeadlineExceededException.class);
			assertNoThreadOf(registry.name());
		}
	}

	@Test
	void leavesNothingOfAJvmThatWasKilledWhenItsLeaseHasExpired(@TempDir Path directory) throws Exception {
		Path output = directory.resolve("output");
		Descriptor layer = layer();
		try (FaultyRegistry registry = registry(UnaryOperator.identity());
				ContentWriter lock = this.namespace.content().writer(IngestRefs.of(layer), WriteOptions.of(layer))) {
			Process child = ChildJvm.start(output, PullByChild.class, this.daemon.address(), this.namespace.name(),
					registry.name());
			try {
				Awaitility.await()
					.atMost(LIMIT)
					.until(() -> Files.exists(output) && Files.readString(output).contains(PullByChild.WAITING));
			}
			finally {
				child.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
			}
		}
		assertThat(this.namespace.leases().list()).hasSize(1);
		assertThat(this.namespace.content().list()).isNotEmpty();
		abort(IngestRefs.of(layer));

		Awaitility.await().atMost(LIMIT).untilAsserted(() -> {
			this.namespace.images().create(ImageInfo.of("trigger", Descriptor.of("x/y", new byte[] { 1 })));
			this.namespace.images().deleteAndCollect("trigger");
			assertThat(this.namespace.content().list()).isEmpty();
			assertNothingLeft(this.namespace);
		});
	}

	private FaultyRegistry registry(UnaryOperator<byte[]> fault) throws IOException {
		return new FaultyRegistry(this.fixture, this.manifest, fault);
	}

	private static PullOptions.Builder options() {
		return PullOptions.builder().engine(TransferEngine.CLIENT);
	}

	private Image pull(FaultyRegistry registry) {
		return this.namespace.images().pull(registry.name(), options().build());
	}

	private Descriptor layer() {
		return Manifest.parse(this.fixture.blobs().get(this.manifest.digest()), this.manifest.mediaType())
			.layers()
			.get(0)
			.content();
	}

	// The daemon may still be busy with the end of the ingest's writers.
	private void abort(String ref) {
		Awaitility.await().ignoreExceptions().until(() -> {
			if (this.namespace.content().findStatus(ref).isPresent()) {
				this.namespace.content().abort(ref);
			}
			return true;
		});
	}

	private static void assertNoThreadOf(String name) {
		Awaitility.await()
			.untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
				.noneMatch((thread) -> thread.contains(name)));
	}

	private static void assertNothingLeft(Namespace namespace) {
		assertThat(namespace.leases().list()).isEmpty();
		Garbage.awaitNoSnapshots(namespace);
		Awaitility.await().untilAsserted(() -> assertThat(namespace.content().statuses()).isEmpty());
		assertThat(namespace.images().list()).isEmpty();
	}

}

package io.github.containerd4j.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.containerd4j.CancelledException;
import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.DeadlineExceededException;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.ResourceExhaustedException;
import io.github.containerd4j.UnavailableException;
import io.github.containerd4j.UnimplementedException;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.github.containerd4j.oci.Manifest;
import io.github.containerd4j.oci.OciDescriptor;
import io.github.containerd4j.registry.RegistryHost;
import io.github.containerd4j.registry.RegistryHosts;
import io.github.containerd4j.registry.RegistryOptions;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.FaultyProxy;
import io.github.containerd4j.test.FaultyProxy.Fault;
import io.github.containerd4j.test.TestCertificate;
import io.github.containerd4j.test.TestDaemon;
import io.github.containerd4j.test.TestRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The daemon moves the images itself, over TLS, from and to a registry behind a proxy
 * that spoils things. The daemon's system trusts the proxy's certificate.
 */
@DaemonTest
@Timeout(120)
class DaemonEngineIT {

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private static final int LAYER_SIZE = 4_000_000;

	private static final int CUT = 1_500_000;

	private final TestDaemon daemon;

	private final ImageFixture fixture = new ImageFixture();

	private final OciDescriptor manifest = this.fixture.image(ImageFixture.LINUX, 2, LAYER_SIZE, 70);

	private final TestRegistry registry = TestRegistry.plain();

	private final FaultyProxy proxy;

	// Under another name, because layers are mounted from the repository that they came
	// from.
	private final String target;

	private final EmbeddedContainerd own;

	private final ContainerdClient client;

	private final Namespace namespace;

	private final ImageService images;

	private final String name;

	DaemonEngineIT(TestDaemon daemon, @TempDir Path directory) throws IOException {
		this.daemon = daemon;
		TestCertificate certificate = TestCertificate.create(directory);
		this.proxy = FaultyProxy.before(this.registry, certificate);
		this.own = TrustingDaemon.start(daemon, Files.createDirectory(directory.resolve("bin")),
				certificate.certificate());
		this.target = this.proxy.address().replace("127.0.0.1", "localhost");
		this.client = ContainerdClient.builder()
			.address(this.own.address())
			.images(ImageSettings
				.of(RegistryOptions.builder()
					.hosts(RegistryHosts.of(Map.of(this.proxy.address(), List.of(RegistryHost.of(this.proxy.url())),
							this.target, List.of(RegistryHost.of("https://" + this.target)))))
					.build())
				.withEngine(TransferEngine.DAEMON))
			.build();
		this.namespace = this.client.namespace("engine");
		this.images = this.namespace.images();
		this.name = this.proxy.address() + "/engine/image:1";
	}

	@BeforeEach
	void push() {
		Skopeo.push(this.fixture, this.manifest, this.registry, "engine/image:1");
	}

	@AfterEach
	void close() {
		this.client.close();
		this.proxy.close();
		this.own.close();
		this.registry.close();
	}

	@Test
	void movesImagesOverTls() {
		whereServed(() -> {
			assertThat(this.images.pull(this.name).target().digest()).isEqualTo(this.manifest.digest());
			assertThat(this.namespace.snapshots().list()).hasSize(2);

			this.images.push(this.name, pushTo("engine/copy:1").build());
			assertThat(digest("engine/copy:1")).isEqualTo(this.manifest.digest());
			assertNoLease();
		});
	}

	@Test
	void goesOnWithLayersThatWereCut() {
		whereServed(() -> {
			this.proxy.spoil("GET", "/blobs/", 3, new Fault.CutAnswer(CUT));

			assertPulls();
			assertThat(this.proxy.ranges()).isNotEmpty();
			assertNoLease();
		});
	}

	@Test
	void takesNoLayerWithAnotherBit() {
		whereServed(() -> {
			this.proxy.spoil("GET", layerPath(), 1, new Fault.FlipBit(CUT));

			fails(FailedPreconditionException.class, this.images.startPull(this.name, PullOptions.defaults()));
			assertNothingLeft();
			assertPulls();
		});
	}

	@Test
	void tellsThatTheRegistryIsBroken() {
		whereServed(() -> {
			this.proxy.spoil("GET", "/blobs/", 100, new Fault.Status(500, Map.of()));

			fails(ContainerdException.class, this.images.startPull(this.name, PullOptions.defaults()));
			this.proxy.repair();
			assertNothingLeft();
			assertPulls();
		});
	}

	@Test
	void endsThePullWhenTheRegistryIsSilent() {
		whereServed(() -> {
			this.proxy.spoil("GET", "/blobs/", 30, new Fault.Silence());

			fails(DeadlineExceededException.class, this.images.startPull(this.name,
					PullOptions.builder().stallTimeout(Duration.ofSeconds(2)).build()));
			assertNothingLeft();
		});
	}

	@Test
	void letsASlowPullTakeItsTime() {
		whereServed(() -> {
			this.proxy.spoil("GET", "/blobs/", 30, new Fault.SlowAnswer(LAYER_SIZE / 4));

			Duration stall = Duration.ofSeconds(2);
			long start = System.nanoTime();
			assertThat(this.images.startPull(this.name, PullOptions.builder().stallTimeout(stall).build())
				.result(LIMIT)
				.target()
				.digest()).isEqualTo(this.manifest.digest());
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(stall);
		});
	}

	@Test
	void endsThePullWhenItTakesTooLong() {
		whereServed(() -> {
			this.proxy.spoil("GET", "/manifests/", 30, new Fault.Silence());

			fails(DeadlineExceededException.class,
					this.images.startPull(this.name, PullOptions.builder().timeout(Duration.ofSeconds(2)).build()));
			assertNothingLeft();
		});
	}

	@Test
	void stopsThePullWhenItIsClosed() {
		whereServed(() -> {
			silently("GET", () -> this.images.startPull(this.name, PullOptions.defaults()), (pull) -> {
				pull.close();
				assertThatExceptionOfType(CancelledException.class).isThrownBy(() -> pull.result(LIMIT));
			});
			assertNothingLeft();
		});
	}

	@Test
	void endsThePullWhenTheDaemonIsKilled() {
		whereServed(() -> {
			silently("GET", () -> this.images.startPull(this.name, PullOptions.defaults()), (pull) -> {
				this.own.kill();
				fails(UnavailableException.class, pull);
			});
			this.proxy.repair();
			this.own.start();

			this.namespace.leases().list().forEach((lease) -> this.namespace.leases().deleteAndCollect(lease.id()));
			assertNothingLeft();
			assertPulls();
		});
	}

	@Test
	void tellsThatThereIsNoSpace() {
		whereServed(() -> {
			this.own.stop();
			mount(this.own.directory().resolve("root"));
			this.own.start();
			OciDescriptor large = this.fixture.image(ImageFixture.LINUX, 1, 30_000_000, 71);
			Skopeo.push(this.fixture, large, this.registry, "engine/large:1");

			fails(ResourceExhaustedException.class,
					this.images.startPull(this.proxy.address() + "/engine/large:1", PullOptions.defaults()));
			assertNothingLeft();
		});
	}

	@Test
	void endsThePushWhenConnectionsAreCut() {
		whereServed(() -> {
			this.images.pull(this.name);
			this.proxy.spoil("PUT", "/blobs/", 30, new Fault.CutRequest(CUT))
				.spoil("PATCH", "/blobs/", 30, new Fault.CutRequest(CUT));

			fails(ContainerdException.class, this.images.startPush(this.name, pushTo("engine/cut:1").build()));
			this.proxy.repair();
			assertNoLease();
			this.images.push(this.name, pushTo("engine/cut:1").build());
			assertThat(digest("engine/cut:1")).isEqualTo(this.manifest.digest());
		});
	}

	@Test
	void endsThePushWhenTheRegistryIsSilent() {
		whereServed(() -> {
			this.images.pull(this.name);
			this.proxy.spoil("PUT", "/blobs/", 30, new Fault.Silence());

			fails(DeadlineExceededException.class, this.images.startPush(this.name,
					pushTo("engine/silent:1").stallTimeout(Duration.ofSeconds(2)).build()));
			assertNoLease();
		});
	}

	@Test
	void stopsThePushWhenItIsClosed() {
		whereServed(() -> {
			this.images.pull(this.name);
			silently("PUT", () -> this.images.startPush(this.name, pushTo("engine/closed:1").build()), (push) -> {
				push.close();
				assertThatExceptionOfType(CancelledException.class).isThrownBy(() -> push.result(LIMIT));
			});
			assertNoLease();
		});
	}

	@Test
	void endsThePushWhenTheDaemonIsKilled() {
		whereServed(() -> {
			this.images.pull(this.name);
			silently("PUT", () -> this.images.startPush(this.name, pushTo("engine/killed:1").build()), (push) -> {
				this.own.kill();
				fails(UnavailableException.class, push);
			});
			this.proxy.repair();
			this.own.start();

			this.images.push(this.name, pushTo("engine/killed:1").build());
			assertThat(digest("engine/killed:1")).isEqualTo(this.manifest.digest());
		});
	}

	private PushOptions.Builder pushTo(String pushed) {
		return PushOptions.builder().reference(this.target + "/" + pushed);
	}

	/**
	 * Does something to a transfer while the registry does not answer any more.
	 */
	private <T> void silently(String method, Supplier<ImageTransfer<T>> start, Consumer<ImageTransfer<T>> test) {
		this.proxy.spoil(method, "/blobs/", 30, new Fault.Silence());
		try (ImageTransfer<T> transfer = start.get()) {
			Awaitility.await().atMost(LIMIT).until(() -> this.proxy.isSilent());
			test.accept(transfer);
		}
	}

	private static void fails(Class<? extends ContainerdException> type, ImageTransfer<?> transfer) {
		try (transfer) {
			assertThatExceptionOfType(type).isThrownBy(() -> transfer.result(LIMIT));
			assertThat(transfer.engine()).isEqualTo(TransferEngine.DAEMON);
		}
	}

	private void assertPulls() {
		assertThat(this.images.startPull(this.name, PullOptions.defaults()).result(LIMIT).target().digest())
			.isEqualTo(this.manifest.digest());
	}

	private String layerPath() {
		return "/blobs/" + Manifest.parse(this.fixture.blobs().get(this.manifest.digest()), this.manifest.mediaType())
			.layers()
			.get(1)
			.digest();
	}

	private Digest digest(String pushed) {
		return Digest.parse(Skopeo.digest(this.registry.address() + "/" + pushed));
	}

	private void assertNoLease() {
		assertThat(this.namespace.leases().list()).isEmpty();
		Awaitility.await()
			.untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
				.noneMatch((thread) -> thread.contains(this.name)));
	}

	private void assertNothingLeft() {
		assertNoLease();
		Awaitility.await().untilAsserted(() -> {
			Garbage.collect(this.namespace);
			assertThat(this.namespace.content().statuses()).isEmpty();
			assertThat(this.namespace.content().list()).isEmpty();
			assertThat(this.namespace.snapshots().list()).isEmpty();
		});
		assertThat(this.images.list()).isEmpty();
	}

	private static void mount(Path root) {
		try {
			assertThat(new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", root.toString()).start()
				.waitFor()).isZero();
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void whereServed(Runnable test) {
		if (this.daemon.isAtLeast("1.7")) {
			test.run();
			return;
		}
		assertThatExceptionOfType(UnimplementedException.class).isThrownBy(() -> this.images.pull(this.name))
			.withMessageContaining("has no transfer service, 1.7 or newer has");
		assertNoLease();
	}

}

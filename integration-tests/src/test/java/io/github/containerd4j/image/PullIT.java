package io.github.containerd4j.image;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import io.github.containerd4j.CancelledException;
import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.UnimplementedException;
import io.github.containerd4j.content.ContentInfo;
import io.github.containerd4j.content.ContentWriter;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.content.WriteOptions;
import io.github.containerd4j.lease.LeaseInfo;
import io.github.containerd4j.oci.Manifest;
import io.github.containerd4j.oci.OciDescriptor;
import io.github.containerd4j.oci.Platform;
import io.github.containerd4j.oci.PlatformMismatchException;
import io.github.containerd4j.progress.ImageProgress;
import io.github.containerd4j.progress.ImageProgress.Phase;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import io.github.containerd4j.test.TestRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DaemonTest
@Timeout(120)
class PullIT {

	private static final Platform ARM = Platform.of("linux", "arm64");

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private static TestRegistry registry;

	private final TestDaemon daemon;

	private final Namespace namespace;

	private final ImageFixture fixture = new ImageFixture();

	PullIT(TestDaemon daemon, Namespace namespace) {
		this.daemon = daemon;
		this.namespace = namespace;
	}

	@BeforeAll
	static void startRegistry() {
		registry = TestRegistry.plain();
	}

	@AfterAll
	static void stopRegistry() {
		registry.close();
	}

	@ParameterizedTest
	@EnumSource(TransferEngine.class)
	void pullsAndUnpacksAnImage(TransferEngine engine) {
		OciDescriptor manifest = this.fixture.image(ImageFixture.LINUX, 3, 50_000, 1);
		String name = Skopeo.push(this.fixture, manifest, registry, "pull/one:1");

		whereServed(engine, () -> {
			Image image = pull(name, PullOptions.builder().engine(engine).build());

			assertThat(image.name()).isEqualTo(name);
			assertThat(image.target().digest()).hasToString(Skopeo.digest(name));
			assertThat(this.namespace.snapshots().list()).hasSize(3);
			assertThat(this.daemon.ctr(this.namespace, "images", "check")).contains(name, "complete", "true");
		});
	}

	@ParameterizedTest
	@EnumSource(TransferEngine.class)
	void leavesNoLeaseAndNoIngest(TransferEngine engine) {
		OciDescriptor manifest = this.fixture.image(ImageFixture.LINUX, 2, 50_000, 2);
		String name = Skopeo.push(this.fixture, manifest, registry, "pull/clean:1");

		whereServed(engine, () -> {
			pull(name, PullOptions.builder().engine(engine).build());

			assertThat(this.namespace.leases().list()).isEmpty();
			assertThat(this.namespace.content().statuses()).isEmpty();
		});
	}

	@ParameterizedTest
	@EnumSource(TransferEngine.class)
	void keepsThePulledImageThroughACollection(TransferEngine engine) {
		OciDescriptor manifest = this.fixture.image(ImageFixture.LINUX, 2, 50_000, 3);
		String name = Skopeo.push(this.fixture, manifest, registry, "pull/kept:1");

		whereServed(engine, () -> {
			pull(name, PullOptions.builder().engine(engine).build());
			this.namespace.images().create(ImageInfo.of("other", Descriptor.of("x/y", new byte[] { 1 })));
			this.namespace.images().deleteAndCollect("other");

			assertThat(this.namespace.content().list()).hasSize(4);
			assertThat(this.namespace.snapshots().list()).hasSize(2);
		});
	}

	@ParameterizedTest
	@EnumSource(TransferEngine.class)
	void takesTheHostsPlatformFromAnIndex(TransferEngine engine) {
		OciDescriptor linux = this.fixture.image(ImageFixture.LINUX, 1, 1000, 4);
		OciDescriptor index = this.fixture.index(this.fixture.image(ARM, 1, 1000, 5), linux);
		String name = Skopeo.push(this.fixture, index, registry, "pull/index:1");

		whereServed(engine, () -> {
			Image image = pull(name, PullOptions.builder().engine(engine).build());

			assertThat(image.target().digest()).isEqualTo(index.digest());
			assertThat(this.namespace.content().find(linux.digest())).isPresent();
			assertThat(this.namespace.content().list()).hasSize(4);
		});
	}

	@ParameterizedTest
	@EnumSource(TransferEngine.class)
	void pullsByDigest(TransferEngine engine) {
		OciDescriptor manifest = this.fixture.image(ImageFixture.LINUX, 1, 1000, 6);
		Skopeo.push(this.fixture, manifest, registry, "pull/digest:1");
		String name = registry.address() + "/pull/digest@" + manifest.digest();

		whereServed(engine,
				() -> assertThat(pull(name, PullOptions.builder().engine(engine).build()).name()).isEqualTo(name));
	}

	@ParameterizedTest
	@EnumSource(TransferEngine.class)
	void tellsThatTheRegistryHasNoSuchImage(TransferEngine engine) {
		String name = registry.address() + "/pull/none:1";
		PullOptions options = PullOptions.builder().engine(engine).build();

		assertThatExceptionOfType(ContainerdException.class).isThrownBy(() -> pull(name, options))
			.isInstanceOf(isServed(engine) ? NotFoundException.class : UnimplementedException.class);
	}

	@ParameterizedTest
	@EnumSource(TransferEngine.class)
	void tellsOfItsProgress(TransferEngine engine) {
		OciDescriptor manifest = this.fixture.image(ImageFixture.LINUX, 2, 50_000, 7);
		String name = Skopeo.push(this.fixture, manifest, registry, "pull/progress:1");
		List<ImageProgress> told = new CopyOnWriteArrayList<>();

		whereServed(engine, () -> {
			pull(name, PullOptions.builder().engine(engine).progress(told::add).build());

			assertThat(told).first().extracting(ImageProgress::phase).isEqualTo(Phase.RESOLVING);
			assertThat(told).last().extracting(ImageProgress::phase).isEqualTo(Phase.DONE);
			assertThat(told).filteredOn((step) -> step.phase() == Phase.TRANSFERRED).hasSize(4);
		});
	}

	@Test
	void fetchesExactlyThePlatformThatWasAskedFor() {
		OciDescriptor arm = this.fixture.image(ARM, 1, 1000, 8);
		OciDescriptor index = this.fixture.index(this.fixture.image(ImageFixture.LINUX, 1, 1000, 9), arm);
		String name = Skopeo.push(this.fixture, index, registry, "pull/arm:1");

		pull(name, PullOptions.builder().platforms(ARM).build());

		assertThat(this.namespace.content().find(arm.digest())).isPresent();
		assertThat(this.namespace.content().list()).hasSize(4);
	}

	@Test
	void fetchesAllPlatformsAndUnpacksTheHosts() {
		OciDescriptor index = this.fixture.index(this.fixture.image(ImageFixture.LINUX, 1, 1000, 10),
				this.fixture.image(ARM, 1, 1000, 11));
		String name = Skopeo.push(this.fixture, index, registry, "pull/all:1");

		pull(name, PullOptions.builder().allPlatforms().engine(TransferEngine.CLIENT).build());

		assertThat(this.namespace.content().list()).hasSize(this.fixture.blobs().size());
		assertThat(this.namespace.snapshots().list()).hasSize(1);
	}

	@Test
	void listsWhatTheImageOffersInsteadOfThePlatform() {
		OciDescriptor index = this.fixture.index(this.fixture.image(ImageFixture.LINUX, 1, 1000, 12));
		String name = Skopeo.push(this.fixture, index, registry, "pull/mismatch:1");

		assertThatExceptionOfType(PlatformMismatchException.class)
			.isThrownBy(() -> pull(name, PullOptions.builder().platforms(ARM).engine(TransferEngine.CLIENT).build()))
			.withMessageContaining("linux/amd64");
		assertThat(this.namespace.images().find(name)).isEmpty();
	}

	@Test
	void storesAnArtifactWithoutUnpackingIt() {
		OciDescriptor artifact = this.fixture.artifact("hello");
		String name = Skopeo.push(this.fixture, artifact, registry, "pull/artifact:1");

		pull(name, PullOptions.builder().engine(TransferEngine.CLIENT).build());

		assertThat(this.namespace.content().find(Digest.sha256("hello"))).isPresent();
		assertThat(this.namespace.snapshots().list()).isEmpty();
	}

	@Test
	void fetchesWithoutUnpackingWhenAskedTo() {
		OciDescriptor manifest = this.fixture.image(ImageFixture.LINUX, 2, 1000, 13);
		String name = Skopeo.push(this.fixture, manifest, registry, "pull/packed:1");

		pull(name, PullOptions.builder().unpack(false).build());

		assertThat(this.namespace.content().list()).hasSize(4);
		assertThat(this.namespace.snapshots().list()).isEmpty();
	}

	@Test
	void unpacksWithAnotherSnapshotter() {
		OciDescriptor manifest = this.fixture.image(ImageFixture.LINUX, 2, 1000, 14);
		String name = Skopeo.push(this.fixture, manifest, registry, "pull/native:1");

		pull(name, PullOptions.builder().snapshotter("native").build());

		assertThat(this.namespace.snapshots("native").list()).hasSize(2);
	}

	@Test
	void asksNoRegistryForWhatIsThere() {
		OciDescriptor manifest = this.fixture.image(ImageFixture.LINUX, 1, 1000, 15);
		String name;
		try (TestRegistry own = TestRegistry.plain()) {
			name = Skopeo.push(this.fixture, manifest, own, "pull/there:1");
			pull(name, PullOptions.defaults());
		}

		assertThat(pull(name, PullOptions.builder().policy(PullPolicy.MISSING).build()).name()).isEqualTo(name);
		assertThat(pull(name, PullOptions.builder().policy(PullPolicy.NEVER).build()).name()).isEqualTo(name);
	}

	@Test
	void pullsWhatIsMissing() {
		OciDescriptor manifest = this.fixture.image(ImageFixture.LINUX, 1, 1000, 16);
		String name = Skopeo.push(this.fixture, manifest, registry, "pull/missing:1");

		assertThat(pull(name, PullOptions.builder().policy(PullPolicy.MISSING).build()).name()).isEqualTo(name);
	}

	@Test
	void neverPullsWhatIsMissingIfToldSo() {
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(
				() -> pull(registry.address() + "/pull/x:1", PullOptions.builder().policy(PullPolicy.NEVER).build()));
	}

	@Test
	void goesOnWhereAnEarlierPullStopped() {
		OciDescriptor manifest = this.fixture.image(ImageFixture.LINUX, 1, 400_000, 17);
		String name = Skopeo.push(this.fixture, manifest, registry, "pull/resume:1");
		Descriptor layer = layer(manifest);
		write(layer, this.fixture.blobs().get(layer.digest()), 150_000);
		List<ImageProgress> told = new CopyOnWriteArrayList<>();

		pull(name, PullOptions.builder().engine(TransferEngine.CLIENT).progress(told::add).build());

		assertThat(told).filteredOn((step) -> step.phase() == Phase.TRANSFERRING && layer.equals(step.blob()))
			.first()
			.extracting(ImageProgress::bytes)
			.satisfies((bytes) -> assertThat(bytes).isGreaterThan(150_000));
	}

	@Test
	void startsOverIfWhatIsThereIsWrong() {
		OciDescriptor manifest = this.fixture.image(ImageFixture.LINUX, 1, 400_000, 18);
		String name = Skopeo.push(this.fixture, manifest, registry, "pull/wrong:1");
		Descriptor layer = layer(manifest);
		write(layer, new byte[(int) layer.size()], 150_000);

		pull(name, PullOptions.builder().engine(TransferEngine.CLIENT).build());

		assertThat(this.namespace.content().find(layer.digest())).isPresent();
	}

	@Test
	void notesWhereContentCameFrom() {
		OciDescriptor manifest = this.fixture.image(ImageFixture.LINUX, 1, 1000, 19);
		String one = Skopeo.push(this.fixture, manifest, registry, "pull/from:1");
		String two = Skopeo.push(this.fixture, manifest, registry, "pull/also:1");

		pull(one, PullOptions.builder().engine(TransferEngine.CLIENT).build());
		pull(two, PullOptions.builder().engine(TransferEngine.CLIENT).unpack(false).build());

		assertThat(this.namespace.content().list()).extracting(ContentInfo::labels)
			.allSatisfy((labels) -> assertThat(labels)
				.containsEntry("containerd.io/distribution.source." + registry.address(), "pull/also,pull/from"));
	}

	@Test
	void putsLabelsOnTheImage() {
		OciDescriptor manifest = this.fixture.image(ImageFixture.LINUX, 1, 1000, 20);
		String name = Skopeo.push(this.fixture, manifest, registry, "pull/labels:1");

		Image image = pull(name, PullOptions.builder().labels(Map.of("team", "blue")).build());

		assertThat(image.info().labels()).containsEntry("team", "blue");
	}

	@Test
	void followsATagThatMoved() {
		String name = Skopeo.push(this.fixture, this.fixture.image(ImageFixture.LINUX, 1, 1000, 21), registry,
				"pull/moved:1");
		pull(name, PullOptions.defaults());
		OciDescriptor second = this.fixture.image(ImageFixture.LINUX, 1, 1000, 22);
		Skopeo.push(this.fixture, second, registry, "pull/moved:1");

		assertThat(pull(name, PullOptions.defaults()).target().digest()).isEqualTo(second.digest());
	}

	@ParameterizedTest
	@EnumSource(TransferEngine.class)
	void pullsTheSameImageTwiceAtTheSameTime(TransferEngine engine) {
		OciDescriptor manifest = this.fixture.image(ImageFixture.LINUX, 3, 2_000_000, 23);
		String name = Skopeo.push(this.fixture, manifest, registry, "pull/twice:1");

		whereServed(engine, () -> {
			PullOptions options = PullOptions.builder().engine(engine).build();
			try (ImageTransfer<Image> one = this.namespace.images().startPull(name, options);
					ImageTransfer<Image> two = this.namespace.images().startPull(name, options)) {
				assertThat(one.result(LIMIT).target()).isEqualTo(two.result(LIMIT).target());
			}
			assertThat(this.namespace.snapshots().list()).hasSize(3);
		});
	}

	@Test
	void waitsForAnotherWriterOfTheSameBlob() throws Exception {
		OciDescriptor manifest = this.fixture.image(ImageFixture.LINUX, 1, 400_000, 24);
		String name = Skopeo.push(this.fixture, manifest, registry, "pull/locked:1");
		Descriptor layer = layer(manifest);
		byte[] bytes = this.fixture.blobs().get(layer.digest());
		List<ImageProgress> told = new CopyOnWriteArrayList<>();

		try (ContentWriter other = this.namespace.content().writer(IngestRefs.of(layer), WriteOptions.of(layer));
				ImageTransfer<Image> pull = this.namespace.images()
					.startPull(name, PullOptions.builder().engine(TransferEngine.CLIENT).progress(told::add).build())) {
			Awaitility.await().until(() -> told.stream().anyMatch((step) -> step.phase() == Phase.WAITING));
			other.write(bytes);
			other.commit();

			assertThat(pull.result(LIMIT).name()).isEqualTo(name);
		}
	}

	@Test
	void stopsAtBothEndsWhenItIsClosed() {
		OciDescriptor manifest = this.fixture.image(ImageFixture.LINUX, 1, 400_000, 25);
		String name = Skopeo.push(this.fixture, manifest, registry, "pull/closed:1");
		Descriptor layer = layer(manifest);
		List<ImageProgress> told = new CopyOnWriteArrayList<>();

		try (ContentWriter other = this.namespace.content().writer(IngestRefs.of(layer), WriteOptions.of(layer))) {
			ImageTransfer<Image> pull = this.namespace.images()
				.startPull(name, PullOptions.builder().engine(TransferEngine.CLIENT).progress(told::add).build());
			Awaitility.await().until(() -> told.stream().anyMatch((step) -> step.phase() == Phase.WAITING));
			assertThat(this.namespace.leases().list()).extracting(LeaseInfo::labels)
				.allSatisfy((labels) -> assertThat(labels).containsEntry(LeaseInfo.OPERATION_LABEL, "pull"));
			pull.close();

			assertThatExceptionOfType(CancelledException.class).isThrownBy(() -> pull.result(Duration.ofSeconds(1)));
		}
		assertThat(this.namespace.leases().list()).isEmpty();
		assertThat(this.namespace.images().find(name)).isEmpty();
		Garbage.awaitNoSnapshots(this.namespace);
		Awaitility.await()
			.untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
				.noneMatch((thread) -> thread.contains(name)));
	}

	@Test
	void stopsWhenTheCallingThreadIsInterrupted() throws Exception {
		OciDescriptor manifest = this.fixture.image(ImageFixture.LINUX, 1, 400_000, 26);
		String name = Skopeo.push(this.fixture, manifest, registry, "pull/interrupted:1");
		Descriptor layer = layer(manifest);
		List<ContainerdException> thrown = new CopyOnWriteArrayList<>();
		List<ImageProgress> told = new CopyOnWriteArrayList<>();

		try (ContentWriter other = this.namespace.content().writer(IngestRefs.of(layer), WriteOptions.of(layer))) {
			Thread caller = new Thread(() -> {
				try {
					pull(name, PullOptions.builder().engine(TransferEngine.CLIENT).progress(told::add).build());
				}
				catch (ContainerdException ex) {
					thrown.add(ex);
				}
			});
			caller.start();
			Awaitility.await().until(() -> told.stream().anyMatch((step) -> step.phase() == Phase.WAITING));
			caller.interrupt();
			caller.join(TimeUnit.SECONDS.toMillis(20));
		}

		assertThat(thrown).singleElement().isInstanceOf(CancelledException.class);
		assertThat(this.namespace.leases().list()).isEmpty();
	}

	@Test
	void doesWhatOnlyTheClientCanByItself() {
		assertThatExceptionOfType(UnimplementedException.class)
			.isThrownBy(() -> pull(registry.address() + "/pull/one:1",
					PullOptions.builder().engine(TransferEngine.DAEMON).concurrency(2).build()))
			.withMessageContaining("the daemon cannot do it by itself");
	}

	@Test
	void prefersTheDaemonWhereItServesTheCase() {
		OciDescriptor manifest = this.fixture.image(ImageFixture.LINUX, 1, 1000, 27);
		String name = Skopeo.push(this.fixture, manifest, registry, "pull/auto:1");

		try (ImageTransfer<Image> pull = this.namespace.images().startPull(name, PullOptions.defaults())) {
			pull.result(LIMIT);

			assertThat(pull.engine())
				.isEqualTo(this.daemon.isAtLeast("2.1") ? TransferEngine.DAEMON : TransferEngine.CLIENT);
		}
	}

	private Image pull(String name, PullOptions options) {
		return this.namespace.images().pull(name, options);
	}

	/**
	 * Older daemons do not speak plain HTTP with registries, if they have transfers at
	 * all.
	 */
	private void whereServed(TransferEngine engine, Runnable test) {
		if (isServed(engine)) {
			test.run();
		}
		else {
			assertThatExceptionOfType(UnimplementedException.class).isThrownBy(test::run);
		}
	}

	private boolean isServed(TransferEngine engine) {
		return engine == TransferEngine.CLIENT || this.daemon.isAtLeast("2.0");
	}

	private Descriptor layer(OciDescriptor manifest) {
		byte[] json = Optional.ofNullable(this.fixture.blobs().get(manifest.digest())).orElseThrow();
		return Manifest.parse(json, manifest.mediaType()).layers().get(0).content();
	}

	private void write(Descriptor layer, byte[] bytes, int length) {
		try (ContentWriter writer = this.namespace.content().writer(IngestRefs.of(layer), WriteOptions.of(layer))) {
			writer.write(bytes, 0, length);
			writer.status();
		}
	}

}

package io.github.containerd4j.unpack;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.github.containerd4j.CancelledException;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.UnimplementedException;
import io.github.containerd4j.content.ContentInfo;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.image.ImageFixture;
import io.github.containerd4j.lease.Lease;
import io.github.containerd4j.oci.ImageConfig;
import io.github.containerd4j.oci.ImageDocuments;
import io.github.containerd4j.oci.ImageFormatException;
import io.github.containerd4j.oci.Manifest;
import io.github.containerd4j.oci.OciDescriptor;
import io.github.containerd4j.oci.Platform;
import io.github.containerd4j.progress.ImageProgress;
import io.github.containerd4j.progress.ImageProgress.Operation;
import io.github.containerd4j.progress.ImageProgress.Phase;
import io.github.containerd4j.progress.ProgressReporter;
import io.github.containerd4j.snapshot.SnapshotInfo;
import io.github.containerd4j.snapshot.SnapshotKind;
import io.github.containerd4j.test.DaemonTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DaemonTest
@Timeout(60)
class UnpackerIT {

	private static final String SNAPSHOTTER = "native";

	private final Namespace namespace;

	private final ImageFixture fixture = new ImageFixture();

	private Lease lease;

	private Namespace underLease;

	UnpackerIT(Namespace namespace) {
		this.namespace = namespace;
	}

	@BeforeEach
	void openLease() {
		this.lease = this.namespace.leases().open();
		this.underLease = this.namespace.withLease(this.lease);
	}

	@AfterEach
	void closeLease() {
		this.lease.close();
	}

	@Test
	void unpacksEachLayerOnTopOfTheOneBelow() {
		Descriptor manifest = stored(this.fixture.image(ImageFixture.LINUX, 3, 1000, 1));

		Optional<Digest> top = unpacker().unpack(manifest);

		List<SnapshotInfo> snapshots = snapshots();
		assertThat(snapshots).hasSize(3).allMatch((snapshot) -> snapshot.kind() == SnapshotKind.COMMITTED);
		assertThat(snapshots).extracting(SnapshotInfo::name).contains(top.orElseThrow().toString());
	}

	@Test
	void labelsConfigAndLayers() {
		Descriptor manifest = stored(this.fixture.image(ImageFixture.LINUX, 2, 1000, 2));

		Digest top = unpacker().unpack(manifest).orElseThrow();

		Manifest document = ImageDocuments.of(this.namespace.content()).manifest(manifest);
		ImageConfig config = ImageDocuments.of(this.namespace.content()).config(document.config().content());
		assertThat(this.namespace.content().get(document.config().digest()).labels())
			.containsEntry("containerd.io/gc.ref.snapshot." + SNAPSHOTTER, top.toString());
		assertThat(this.namespace.content().get(document.layers().get(1).digest()).labels())
			.containsEntry(ContentInfo.UNCOMPRESSED_LABEL, config.diffIds().get(1).toString());
	}

	@Test
	void asksForNoLayerThatIsUnpackedAlready() {
		Descriptor manifest = stored(this.fixture.image(ImageFixture.LINUX, 2, 1000, 3));
		unpacker().unpack(manifest);
		RecordingSource source = new RecordingSource();

		unpacker().unpack(manifest, source);

		assertThat(source.needed).isEmpty();
	}

	@Test
	void asksForLayersOnceAndInOrder() {
		Descriptor manifest = stored(this.fixture.image(ImageFixture.LINUX, 3, 1000, 4));
		RecordingSource source = new RecordingSource();

		unpacker().unpack(manifest, source);

		assertThat(source.needed).hasSize(3).isEqualTo(source.awaited);
	}

	@Test
	void tellsOfItsProgress() {
		Descriptor manifest = stored(this.fixture.image(ImageFixture.LINUX, 1, 1000, 5));
		List<ImageProgress> told = new CopyOnWriteArrayList<>();

		unpacker().withProgress(ProgressReporter.of(Operation.UNPACK, "x", told::add)).unpack(manifest);

		assertThat(told).extracting(ImageProgress::phase).containsExactly(Phase.UNPACKING, Phase.UNPACKED);
	}

	@Test
	void refusesALayerThatIsNotWhatTheConfigSays() {
		OciDescriptor good = this.fixture.image(ImageFixture.LINUX, 1, 1000, 6);
		stored(good);
		List<OciDescriptor> layers = ImageDocuments.of(this.namespace.content()).manifest(good.content()).layers();
		Descriptor bad = stored(this.fixture.image(ImageFixture.LINUX, layers, List.of(Digest.sha256("other"))));

		assertThatExceptionOfType(FailedPreconditionException.class).isThrownBy(() -> unpacker().unpack(bad))
			.withMessageContaining(Digest.sha256("other").toString());

		assertThat(snapshots()).isEmpty();
	}

	@Test
	void refusesAConfigWithAnotherNumberOfLayers() {
		OciDescriptor good = this.fixture.image(ImageFixture.LINUX, 1, 1000, 7);
		stored(good);
		List<OciDescriptor> layers = ImageDocuments.of(this.namespace.content()).manifest(good.content()).layers();
		Descriptor bad = stored(this.fixture.image(ImageFixture.LINUX, layers, List.of()));

		assertThatExceptionOfType(ImageFormatException.class).isThrownBy(() -> unpacker().unpack(bad));
	}

	@Test
	void refusesAnotherOperatingSystem() {
		Descriptor manifest = stored(this.fixture.image(Platform.of("windows", "amd64"), 1, 1000, 8));

		assertThatExceptionOfType(UnimplementedException.class).isThrownBy(() -> unpacker().unpack(manifest))
			.withMessageContaining("windows/amd64");
	}

	@Test
	void removesWhatItBeganWhenALayerDoesNotCome() {
		Descriptor manifest = stored(this.fixture.image(ImageFixture.LINUX, 1, 1000, 9));
		RecordingSource source = new RecordingSource() {

			@Override
			public void await(OciDescriptor layer) {
				throw new IllegalStateException("thrown on purpose");
			}

		};

		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> unpacker().unpack(manifest, source));

		assertThat(snapshots()).isEmpty();
	}

	@Test
	void unpacksAnImageOnceForTwoAtTheSameTime() throws Exception {
		Descriptor manifest = stored(this.fixture.image(ImageFixture.LINUX, 4, 200_000, 10));
		List<ImageProgress> told = new CopyOnWriteArrayList<>();
		Unpacker unpacker = unpacker().withProgress(ProgressReporter.of(Operation.UNPACK, "x", told::add));

		CompletableFuture<Optional<Digest>> one = CompletableFuture.supplyAsync(() -> unpacker.unpack(manifest));
		CompletableFuture<Optional<Digest>> two = CompletableFuture.supplyAsync(() -> unpacker.unpack(manifest));

		assertThat(one.get(30, TimeUnit.SECONDS)).isEqualTo(two.get(30, TimeUnit.SECONDS));
		assertThat(told).filteredOn((step) -> step.phase() == Phase.UNPACKED).hasSize(4);
		assertThat(snapshots()).hasSize(4);
	}

	@Test
	void leavesNothingHalfMadeWhenItIsInterrupted() throws Exception {
		Descriptor manifest = stored(this.fixture.image(ImageFixture.LINUX, 1, 1000, 11));
		CountDownLatch waiting = new CountDownLatch(1);
		AtomicReference<RuntimeException> thrown = new AtomicReference<>();
		Thread thread = new Thread(() -> {
			try {
				unpacker().unpack(manifest, new RecordingSource() {

					@Override
					public void await(OciDescriptor layer) throws InterruptedException {
						waiting.countDown();
						new CountDownLatch(1).await();
					}

				});
			}
			catch (RuntimeException ex) {
				thrown.set(ex);
			}
		});
		thread.start();
		waiting.await();

		thread.interrupt();
		thread.join(TimeUnit.SECONDS.toMillis(10));

		assertThat(thrown.get()).isInstanceOf(CancelledException.class);
		assertThat(snapshots()).isEmpty();
	}

	private Unpacker unpacker() {
		return Unpacker.over(this.underLease, SNAPSHOTTER);
	}

	private Descriptor stored(OciDescriptor image) {
		this.fixture.store(this.underLease);
		return image.content();
	}

	private List<SnapshotInfo> snapshots() {
		return this.namespace.snapshots(SNAPSHOTTER).list();
	}

	private static class RecordingSource implements LayerSource {

		private final List<OciDescriptor> needed = new ArrayList<>();

		private final List<OciDescriptor> awaited = new ArrayList<>();

		@Override
		public void need(List<OciDescriptor> layers) {
			this.needed.addAll(layers);
		}

		@Override
		public void await(OciDescriptor layer) throws InterruptedException {
			this.awaited.add(layer);
		}

	}

}

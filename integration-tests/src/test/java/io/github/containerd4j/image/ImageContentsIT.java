package io.github.containerd4j.image;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;

import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.content.ContentInfo;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.host.MountedDirectory;
import io.github.containerd4j.lease.Lease;
import io.github.containerd4j.oci.ImageConfig;
import io.github.containerd4j.oci.MediaTypes;
import io.github.containerd4j.oci.OciDescriptor;
import io.github.containerd4j.oci.Platform;
import io.github.containerd4j.oci.PlatformMatcher;
import io.github.containerd4j.oci.PlatformMismatchException;
import io.github.containerd4j.snapshot.SnapshotUsage;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DaemonTest
@Timeout(120)
class ImageContentsIT {

	private static final Platform OTHER = Platform.of("linux", "s390x");

	private final TestDaemon daemon;

	private final Namespace namespace;

	private final ImageFixture fixture = new ImageFixture();

	private final Lease lease;

	ImageContentsIT(TestDaemon daemon, Namespace namespace) {
		this.daemon = daemon;
		this.namespace = namespace;
		this.lease = namespace.leases().open();
	}

	@AfterEach
	void close() {
		this.lease.close();
	}

	@Test
	void tellsTheConfigAndHistoryOfAnImageThatCtrImported() {
		Image image = busybox();

		ImageConfig config = image.readConfig();

		assertThat(config.cmd()).containsExactly("sh");
		assertThat(config.env()).containsExactly("PATH=/bin:/usr/bin");
		assertThat(config.platform().os()).isEqualTo("linux");
		assertThat(image.readHistory()).singleElement()
			.satisfies((step) -> assertThat(step.createdBy()).isEqualTo("busybox of the host"));
		assertThat(image.readRootFs().diffIds()).isEqualTo(config.diffIds());
		assertThat(image.readPlatforms()).extracting(Platform::os).containsExactly("linux");
	}

	@Test
	void mountsAnUnpackedImageForReading() throws IOException {
		Image image = busybox();
		assertThat(image.isUnpacked()).isTrue();
		int snapshots = this.namespace.snapshots().list().size();

		try (MountedDirectory root = image.mountReadOnly()) {
			assertThat(Files.readString(root.path().resolve("etc/passwd"))).startsWith("root:x:0:0");
			assertThat(Files.isWritable(root.path().resolve("etc/passwd"))).isFalse();
		}

		assertThat(this.namespace.snapshots().list()).hasSize(snapshots);
	}

	@Test
	void measuresContentAndSnapshots() {
		Image image = busybox();

		long stored = this.namespace.content().list().stream().mapToLong(ContentInfo::size).sum();
		assertThat(image.readSize()).isPositive().isLessThanOrEqualTo(stored);
		assertThat(image.readUsage().size()).isGreaterThan(500_000);
		assertThat(image.readUsage().inodes()).isGreaterThan(10);
	}

	@Test
	void unpacksWithTheSnapshotterThatIsAskedFor() {
		OciDescriptor manifest = this.fixture.image(ImageFixture.LINUX, 2, 1000, 1);
		Image image = stored(manifest);
		assertThat(image.isUnpacked("native")).isFalse();
		assertThatExceptionOfType(FailedPreconditionException.class).isThrownBy(() -> image.readUsage("native"))
			.withMessageContaining("image \"fixture\" in namespace")
			.withMessageContaining("it is not unpacked with the snapshotter native");
		assertThatExceptionOfType(FailedPreconditionException.class).isThrownBy(() -> image.mountReadOnly("native"));
		int leases = this.namespace.leases().list().size();

		image.unpack("native");
		image.unpack("native");

		assertThat(image.isUnpacked("native")).isTrue();
		assertThat(image.isUnpacked()).isFalse();
		assertThat(image.readUsage("native").size()).isPositive();
		assertThat(this.namespace.leases().list()).hasSize(leases);
		assertThat(this.namespace.snapshots("native").list()).hasSize(2);
	}

	@Test
	void showsEachPlatformOfAnIndex() {
		OciDescriptor own = this.fixture.image(ImageFixture.LINUX, 2, 1000, 2);
		OciDescriptor other = this.fixture.image(OTHER, 1, 1000, 3);
		Image image = stored(this.fixture.index(other, own));

		assertThat(image.readPlatforms()).containsExactly(OTHER, ImageFixture.LINUX);
		assertThat(image.readChildren()).containsExactly(other, own);
		assertThat(image.readManifestDescriptor()).isEqualTo(own);
		assertThat(image.readManifest().layers()).hasSize(2);
		assertThat(image.withPlatform(OTHER).readManifest().layers()).hasSize(1);
		assertThat(image.withPlatform(OTHER).readRootFs().chainIds()).hasSize(1);
		assertThat(image.withPlatform(PlatformMatcher.all()).readManifestDescriptor()).isEqualTo(other);
		assertThatExceptionOfType(PlatformMismatchException.class)
			.isThrownBy(() -> image.withPlatform(Platform.of("linux", "mips64le")).readConfig())
			.withMessage("resolve image \"fixture\": no manifest for linux/mips64le, the image offers "
					+ "linux/s390x, linux/amd64");
	}

	@Test
	void tellsWhatIsMissingOfEachPlatform() {
		OciDescriptor own = this.fixture.image(ImageFixture.LINUX, 2, 1000, 4);
		OciDescriptor other = this.fixture.image(OTHER, 1, 1000, 5);
		OciDescriptor absent = new ImageFixture().image(Platform.of("linux", "riscv64"), 1, 1000, 6);
		Image image = stored(this.fixture.index(own, other, absent));
		Digest layer = image.withPlatform(OTHER).readManifest().layers().get(0).digest();
		this.namespace.content().delete(layer);

		ImageCheck check = image.check();

		assertThat(check.isComplete()).isFalse();
		assertThat(check.completePlatforms()).containsExactly(ImageFixture.LINUX);
		assertThat(check.missingIndexes()).isEmpty();
		assertThat(check.manifests()).extracting(ManifestCheck::platform)
			.containsExactly(ImageFixture.LINUX, OTHER, absent.platform());
		assertThat(check.manifests().get(0).present()).hasSize(4);
		assertThat(check.manifests().get(1).missing()).extracting(OciDescriptor::digest).containsExactly(layer);
		assertThat(check.manifests().get(2).missing()).containsExactly(absent);
		assertThat(stored("own", own).check().isComplete()).isTrue();
	}

	@Test
	void tellsThatAnIndexIsMissing() {
		Descriptor nowhere = Descriptor.of(MediaTypes.OCI_INDEX, Digest.sha256("nowhere"), 7);
		Image image = this.namespace.images().create(ImageInfo.of("fixture", nowhere));

		assertThat(image.check().missingIndexes()).containsExactly(OciDescriptor.of(nowhere));
		assertThat(image.readSize()).isZero();
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(image::readConfig);
	}

	@Test
	void anImageWithoutLayersIsAlwaysUnpacked() throws IOException {
		Image image = stored(this.fixture.image(ImageFixture.LINUX, 0, 0, 7));

		image.unpack();

		assertThat(image.isUnpacked()).isTrue();
		assertThat(image.readUsage()).isEqualTo(new SnapshotUsage(0, 0));
		try (MountedDirectory root = image.mountReadOnly(); var files = Files.list(root.path())) {
			assertThat(files).isEmpty();
		}
	}

	@Test
	void anotherNameStandsForTheSame() {
		Image image = busybox();
		image.setLabels(Map.of("team", "blue"));
		this.namespace.images()
			.create(ImageInfo.of("taken", this.fixture.image(ImageFixture.LINUX, 0, 0, 8).content(), Map.of("x", "1")));

		Image tagged = image.tag("other");
		Image moved = this.namespace.images().tag(image.name(), "taken");

		assertThat(tagged.target()).isEqualTo(image.target());
		assertThat(tagged.info().labels()).containsEntry("team", "blue");
		assertThat(moved.target()).isEqualTo(image.target());
		assertThat(moved.info().labels()).containsEntry("team", "blue").containsEntry("x", "1");
		assertThat(this.daemon.ctr("--namespace", this.namespace.name(), "images", "list", "--quiet")).contains("other",
				"taken");
		assertThatExceptionOfType(NotFoundException.class)
			.isThrownBy(() -> this.namespace.images().tag("nobody", "other"));
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> image.tag(""));
	}

	@Test
	void setsSingleLabels() {
		Image image = busybox();

		image.setLabels(Map.of("a", "1", "b", "2"));

		assertThat(image.setLabels(Map.of("a", "")).labels()).containsEntry("b", "2").doesNotContainKey("a");
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> image.setLabels(Map.of()));
	}

	private Image busybox() {
		return this.namespace.images().get(this.daemon.importBusybox(this.namespace));
	}

	private Image stored(OciDescriptor target) {
		return stored("fixture", target);
	}

	private Image stored(String name, OciDescriptor target) {
		this.fixture.store(this.namespace.withLease(this.lease));
		return this.namespace.images().create(ImageInfo.of(name, target.content()));
	}

}

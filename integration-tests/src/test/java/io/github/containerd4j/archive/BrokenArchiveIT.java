package io.github.containerd4j.archive;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;

import io.github.containerd4j.CancelledException;
import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.DeadlineExceededException;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.ResourceExhaustedException;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.image.ImageFixture;
import io.github.containerd4j.lease.LeaseOptions;
import io.github.containerd4j.oci.ImageFormatException;
import io.github.containerd4j.oci.Manifest;
import io.github.containerd4j.oci.MediaTypes;
import io.github.containerd4j.oci.OciDescriptor;
import io.github.containerd4j.oci.Platform;
import io.github.containerd4j.oci.PlatformMismatchException;
import io.github.containerd4j.test.DaemonTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Archives that are damaged or hostile: a typed error, and nothing stays.
 */
@DaemonTest
@Timeout(120)
class BrokenArchiveIT {

	private static final Platform ARM = Platform.of("linux", "arm64");

	private final Namespace namespace;

	private final ImageFixture image = new ImageFixture();

	private final OciDescriptor manifest = this.image.image(ImageFixture.LINUX, 2, 100_000, 1);

	@TempDir
	private Path directory;

	BrokenArchiveIT(Namespace namespace) {
		this.namespace = namespace;
	}

	@Test
	void refusesADamagedLayer() throws IOException {
		refuses(layout().damage(layer()).tar(), FailedPreconditionException.class, "digest");
	}

	@Test
	void refusesADamagedManifest() throws IOException {
		refuses(layout().damage(this.manifest).tar(), ContainerdException.class, "digest");
	}

	@Test
	void refusesALayerOfAnotherSize() throws IOException {
		refuses(layout().shorten(layer()).tar(), ContainerdException.class, "");
	}

	@Test
	void refusesATruncatedArchive() throws IOException {
		byte[] tar = layout().tar();

		refuses(Arrays.copyOf(tar, tar.length - 60_000), ImageFormatException.class, "truncated");
	}

	@Test
	void refusesMissingLayers() throws IOException {
		refuses(layout().without(layer()).tar(), NotFoundException.class, layer().digest().toString());
	}

	@Test
	void refusesAnArchiveWithoutImages() throws IOException {
		ArchiveFixture archive = layout();
		archive.put("oci-layout", "{\"imageLayoutVersion\":\"2.0.0\"}");

		refuses(archive.tar(), ImageFormatException.class, "2.0.0");
	}

	@Test
	void refusesASchemaOfOldTimes() throws IOException {
		OciDescriptor old = OciDescriptor.of(this.image.add(MediaTypes.DOCKER_SCHEMA1_SIGNED, new byte[] { '{', '}' }));

		refuses(ArchiveFixture.layout(this.image, old).tar(), ImageFormatException.class, "schema 1");
	}

	@Test
	void refusesAnIndexInsteadOfAManifest() throws IOException {
		OciDescriptor index = this.image.index(this.manifest);
		Descriptor confused = Descriptor.of(MediaTypes.OCI_MANIFEST, index.digest(), index.size());

		refuses(ArchiveFixture.layout(this.image, OciDescriptor.of(confused)).tar(), ImageFormatException.class, "");
	}

	@Test
	void refusesIndexesThatAreNestedTooDeep() throws IOException {
		OciDescriptor index = this.manifest;
		for (int depth = 0; depth < 10; depth++) {
			index = this.image.index(index);
		}

		refuses(ArchiveFixture.layout(this.image, index).tar(), ImageFormatException.class, "deeper");
	}

	@Test
	void listsWhatTheArchiveOffersWhenAPlatformIsMissing() throws IOException {
		byte[] tar = ArchiveFixture.layout(this.image, this.image.index(this.manifest)).tar();
		ImportOptions options = ImportOptions.builder().platforms(ARM).build();

		assertThatExceptionOfType(PlatformMismatchException.class)
			.isThrownBy(() -> this.namespace.images().importFrom(file(tar), options))
			.withMessageContaining("linux/amd64");
		leavesNothing();
	}

	@Test
	void takesAManifestOfManyMegabytes() throws IOException {
		Manifest plain = Manifest.parse(this.image.blobs().get(this.manifest.digest()), MediaTypes.OCI_MANIFEST);
		Manifest large = new Manifest(plain.mediaType(), plain.config(), plain.layers(), "", null,
				Map.of("filler", "x".repeat(5 << 20)));
		OciDescriptor manifest = OciDescriptor.of(this.image.add(MediaTypes.OCI_MANIFEST, large.toJson()));

		this.namespace.images()
			.importFrom(file(ArchiveFixture.layout(this.image, manifest).tar()), ImportOptions.defaults());

		assertThat(this.namespace.images().get(ArchiveFixture.NAME).target().digest()).isEqualTo(manifest.digest());
	}

	@Test
	void refusesADocumentThatWouldFillTheMemory() throws IOException {
		ArchiveFixture archive = layout();
		archive.put("index.json", "{}" + " ".repeat(21 << 20));

		refuses(archive.tar(), ImageFormatException.class, "too large");
	}

	@Test
	void storesUnknownMediaTypesAndUnpacksNothing() throws IOException {
		OciDescriptor artifact = this.image.artifact("what it is, nobody knows");

		this.namespace.images()
			.importFrom(stream(ArchiveFixture.layout(this.image, artifact).tar()), ImportOptions.defaults());

		assertThat(this.namespace.images().get(ArchiveFixture.NAME).target().digest()).isEqualTo(artifact.digest());
		assertThat(this.namespace.snapshots().list()).isEmpty();
	}

	@Test
	void endsACompressedArchiveThatBecomesTooLarge() throws IOException {
		byte[] gzip = gzip(layout().tar());
		ImportOptions options = ImportOptions.builder().maxUncompressedSize(150_000).build();

		assertThatExceptionOfType(ResourceExhaustedException.class)
			.isThrownBy(() -> this.namespace.images().importFrom(stream(gzip), options));
		leavesNothing();
	}

	@Test
	void endsAtTheTimeLimit() throws Exception {
		ImportOptions options = ImportOptions.builder().timeout(Duration.ofMillis(300)).build();

		assertThatExceptionOfType(DeadlineExceededException.class)
			.isThrownBy(() -> this.namespace.images().importFrom(new StalledInput(layout().tar()), options))
			.withMessageContaining("300 ms");
		assertThat(Thread.interrupted()).isFalse();
		leavesNothing();
	}

	@Test
	void endsWhenItsThreadIsInterrupted() throws Exception {
		StalledInput input = new StalledInput(layout().tar());
		Thread importing = Thread.currentThread();
		Thread interrupting = new Thread(() -> {
			input.awaitStall();
			importing.interrupt();
		});
		interrupting.start();

		assertThatExceptionOfType(CancelledException.class)
			.isThrownBy(() -> this.namespace.images().importFrom(input, ImportOptions.defaults()));

		assertThat(Thread.interrupted()).isTrue();
		interrupting.join();
		leavesNothing();
	}

	private ArchiveFixture layout() {
		return ArchiveFixture.layout(this.image, this.manifest);
	}

	private OciDescriptor layer() {
		return Manifest.parse(this.image.blobs().get(this.manifest.digest()), MediaTypes.OCI_MANIFEST).layers().get(1);
	}

	private void refuses(byte[] tar, Class<? extends ContainerdException> expected, String text) throws IOException {
		assertThatExceptionOfType(expected)
			.isThrownBy(() -> this.namespace.images().importFrom(file(tar), ImportOptions.defaults()))
			.withMessageContaining(text);
		leavesNothing();
		assertThatExceptionOfType(expected)
			.isThrownBy(() -> this.namespace.images().importFrom(stream(tar), ImportOptions.defaults()))
			.withMessageContaining(text);
		leavesNothing();
	}

	private void leavesNothing() {
		assertThat(this.namespace.images().list()).isEmpty();
		assertThat(this.namespace.leases().list()).isEmpty();
		this.namespace.leases().deleteAndCollect(this.namespace.leases().create(LeaseOptions.defaults()).id());
		assertThat(this.namespace.content().statuses()).isEmpty();
		assertThat(this.namespace.content().list()).isEmpty();
		assertThat(this.namespace.snapshots().list()).isEmpty();
	}

	private Path file(byte[] tar) throws IOException {
		return Files.write(this.directory.resolve("archive.tar"), tar);
	}

	private static InputStream stream(byte[] tar) {
		return new ByteArrayInputStream(tar);
	}

	private static byte[] gzip(byte[] bytes) throws IOException {
		var output = new ByteArrayOutputStream();
		try (var gzip = new GZIPOutputStream(output)) {
			gzip.write(bytes);
		}
		return output.toByteArray();
	}

	/**
	 * Gives half of the archive and then nothing more, until it is interrupted.
	 */
	private static final class StalledInput extends InputStream {

		private final ByteArrayInputStream half;

		private final CountDownLatch stalled = new CountDownLatch(1);

		StalledInput(byte[] tar) {
			this.half = new ByteArrayInputStream(tar, 0, tar.length / 2);
		}

		void awaitStall() {
			try {
				this.stalled.await();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

		@Override
		public int read() throws IOException {
			throw new IOException("one byte at a time is too slow");
		}

		@Override
		public int read(byte[] target, int offset, int length) throws IOException {
			int count = this.half.read(target, offset, length);
			if (count >= 0) {
				return count;
			}
			this.stalled.countDown();
			try {
				new CountDownLatch(1).await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			throw new InterruptedIOException("interrupted");
		}

	}

}

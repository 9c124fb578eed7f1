package io.github.containerd4j.build;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

import io.github.containerd4j.CancelledException;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.content.ContentInfo;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.embedded.BusyboxImage;
import io.github.containerd4j.image.Image;
import io.github.containerd4j.oci.HistoryEntry;
import io.github.containerd4j.oci.ImageConfig;
import io.github.containerd4j.oci.ImageDocuments;
import io.github.containerd4j.oci.ImageFormatException;
import io.github.containerd4j.oci.Manifest;
import io.github.containerd4j.oci.MediaTypes;
import io.github.containerd4j.oci.OciDescriptor;
import io.github.containerd4j.oci.Platform;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DaemonTest
@Timeout(120)
class ImageBuilderIT {

	private static final String NAME = "localhost/built:1";

	private final TestDaemon daemon;

	private final Namespace namespace;

	private final ImageDocuments documents;

	@TempDir
	private Path directory;

	ImageBuilderIT(TestDaemon daemon, Namespace namespace) {
		this.daemon = daemon;
		this.namespace = namespace;
		this.documents = ImageDocuments.of(namespace.content());
	}

	@Test
	void buildsOnTopOfAnotherImageAndTheResultRuns() {
		this.daemon.importBusybox(this.namespace);
		Image base = this.namespace.images().get(BusyboxImage.REFERENCE);

		Image image = ImageBuilder.in(this.namespace)
			.name(NAME)
			.from(base)
			.layer(LayerContents.create().file("/etc/motd", text("hello"), 0640).createdBy("motd"))
			.layer(LayerContents.create().delete("/etc/group").deleteContents("/var").directory("/var/new", 0711))
			.config((config) -> config.cmd("sh", "-ec", """
					test "$(cat /etc/motd; stat -c %a /etc/motd)" = hello640
					test "$(echo /etc/* /var/*)" = "/etc/motd /etc/passwd /var/new"
					"""))
			.annotation("a", "b")
			.labels(Map.of("l", "m"))
			.unpack()
			.build();

		this.daemon.ctr(this.namespace, "run", "--rm", "--null-io", NAME, "c1");

		Manifest manifest = this.documents.manifest(image.target());
		ImageConfig config = config(image);
		assertThat(manifest.layers()).hasSize(3).startsWith(layersOf(base).get(0));
		assertThat(manifest.annotations()).isEqualTo(Map.of("a", "b"));
		assertThat(config.env()).containsExactly("PATH=/bin:/usr/bin");
		assertThat(config.history()).extracting(HistoryEntry::createdBy)
			.containsExactly("busybox of the host", "motd", "containerd4j");
		assertThat(image.info().labels()).isEqualTo(Map.of("l", "m"));
	}

	@Test
	void givesTheSameDigestForTheSameInput() throws IOException {
		Files.writeString(this.directory.resolve("file"), "content");

		Digest first = builder().layer(this.directory).build().target().digest();

		assertThat(builder().name("other").layer(this.directory).build().target().digest()).isEqualTo(first);
	}

	@Test
	void labelsLayersWithTheirDiffIds() throws IOException {
		for (LayerCompression compression : List.of(LayerCompression.none(), LayerCompression.gzip(1),
				LayerCompression.zstd())) {
			Image image = builder().layer(LayerContents.create().file("a", new byte[100_000], 0644))
				.compression(compression)
				.unpack()
				.build();

			OciDescriptor layer = layersOf(image).get(0);
			assertThat(layer.mediaType()).isEqualTo(switch (compression.kind()) {
				case NONE -> MediaTypes.OCI_LAYER;
				case GZIP -> MediaTypes.OCI_LAYER_GZIP;
				case ZSTD -> MediaTypes.OCI_LAYER_ZSTD;
			});
			assertThat(this.namespace.content().get(layer.digest()).labels())
				.containsEntry(ContentInfo.UNCOMPRESSED_LABEL, config(image).diffIds().get(0).toString());
		}
	}

	@Test
	void storesATarAsItIs() throws IOException {
		byte[] tar = tar(LayerContents.create().file("a", new byte[10_000], 0644));
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
			gzip.write(tar);
		}

		Image image = builder().layer(new ByteArrayInputStream(out.toByteArray()))
			.layer(new ByteArrayInputStream(tar))
			.compression(LayerCompression.none())
			.unpack()
			.build();

		assertThat(layersOf(image)).extracting(OciDescriptor::content)
			.containsExactly(Descriptor.of(MediaTypes.OCI_LAYER_GZIP, out.toByteArray()),
					Descriptor.of(MediaTypes.OCI_LAYER, tar));
		assertThat(config(image).diffIds()).containsExactly(Digest.sha256(tar), Digest.sha256(tar));
	}

	@Test
	void aBrokenTarLeavesNothing() throws IOException {
		byte[] tar = tar(LayerContents.create().file("a", new byte[3_000_000], 0644));
		byte[] part = Arrays.copyOf(tar, 2_000_000);

		assertThatExceptionOfType(ImageFormatException.class)
			.isThrownBy(() -> builder().layer(new ByteArrayInputStream(part)).build())
			.withMessageContaining("broken");
		assertThatExceptionOfType(ImageFormatException.class)
			.isThrownBy(() -> builder().layer(new ByteArrayInputStream(text("x".repeat(10_000)))).build());
		assertThatNothingIsLeft();
	}

	@Test
	void aTreeThatCannotBeReadLeavesNothing() throws IOException {
		Files.write(this.directory.resolve("a"), new byte[3_000_000]);
		// Files of 0 bytes with content.
		LayerContents growing = LayerContents.create()
			.tree(this.directory)
			.tree(DirectoryTree.of(Path.of("/proc/sys/kernel/random")).at("/random"));
		LayerContents missing = LayerContents.create().tree(this.directory).tree(this.directory.resolve("none"));

		assertThatExceptionOfType(TreeChangedException.class).isThrownBy(() -> builder().layer(growing).build())
			.withMessageContaining("grew");
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> builder().layer(missing).build())
			.withMessageContaining("none");
		assertThatNothingIsLeft();
	}

	@Test
	void anInterruptEndsTheBuildAndLeavesNothing() throws IOException {
		byte[] tar = tar(LayerContents.create().file("a", new byte[20_000_000], 0644));
		InputStream interrupting = new FilterInputStream(new ByteArrayInputStream(tar)) {

			@Override
			public int read(byte[] bytes, int offset, int length) throws IOException {
				if (this.in.available() < 10_000_000) {
					Thread.currentThread().interrupt();
				}
				return super.read(bytes, offset, length);
			}

		};

		try {
			assertThatExceptionOfType(CancelledException.class).isThrownBy(() -> builder().layer(interrupting).build());
		}
		finally {
			assertThat(Thread.interrupted()).isTrue();
		}
		assertThatNothingIsLeft();
	}

	@Test
	void aBuildReplacesTheImageOfThatName() {
		builder().layer(LayerContents.create().directory("a", 0755)).labels(Map.of("old", "x")).build();

		Image image = builder().layer(LayerContents.create().directory("b", 0755)).build();

		assertThat(this.namespace.images().list()).hasSize(1);
		assertThat(this.namespace.images().get(NAME).target()).isEqualTo(image.target());
		assertThat(image.info().labels()).isEmpty();
	}

	@Test
	void garbageCollectionKeepsWhatWasBuilt() {
		Image image = builder().layer(LayerContents.create().directory("a", 0755)).unpack().build();
		builder().name("other").build();
		this.namespace.images().deleteAndCollect("other");

		assertThat(this.namespace.content().list()).hasSize(3);
		assertThat(this.namespace.snapshots().list()).hasSize(1);
		assertThat(this.daemon.ctr(this.namespace, "images", "check")).contains(image.name()).contains("complete");
	}

	@Test
	void setsTheTimeOfTheSources() {
		Instant time = Instant.parse("2026-01-02T03:04:05Z");

		Image image = builder().layer(LayerContents.create().directory("a", 0755))
			.timestamps(Timestamps.noLaterThan(time))
			.build();

		assertThat(config(image).created()).isEqualTo(time);
		assertThat(config(image).history()).extracting(HistoryEntry::created).containsExactly(time);
	}

	@Test
	void joinsImagesForSeveralPlatforms() {
		LayerContents contents = LayerContents.create().directory("a", 0755);
		Image amd = builder().name("amd").platform(Platform.of("linux", "amd64")).layer(contents).build();
		Image arm = builder().name("arm").platform(Platform.of("linux", "arm64")).layer(contents).build();

		Image joined = ImageBuilder.index(this.namespace).name(NAME).add(amd).add(arm).build();
		this.namespace.images().delete("amd");
		this.namespace.images().deleteAndCollect("arm");

		assertThat(this.documents.index(joined.target()).manifests()).extracting(OciDescriptor::platform)
			.containsExactly(Platform.of("linux", "amd64"), Platform.of("linux", "arm64"));
		assertThat(this.namespace.content().list()).hasSize(6);
		Image built = ImageBuilder.in(this.namespace)
			.name("top")
			.from(joined)
			.platform(Platform.of("linux", "arm64"))
			.build();
		assertThat(config(built).platform().architecture()).isEqualTo("arm64");
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> ImageBuilder.index(this.namespace).name("x").add(built).add(built).build());
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> ImageBuilder.index(this.namespace).name("x").add(joined).build());
	}

	private ImageBuilder builder() {
		return ImageBuilder.in(this.namespace).name(NAME);
	}

	private List<OciDescriptor> layersOf(Image image) {
		return this.documents.manifest(image.target()).layers();
	}

	private ImageConfig config(Image image) {
		return this.documents.config(this.documents.manifest(image.target()).config().content());
	}

	private void assertThatNothingIsLeft() {
		assertThat(this.namespace.images().list()).isEmpty();
		assertThat(this.namespace.leases().list()).isEmpty();
		assertThat(this.namespace.content().statuses()).isEmpty();
	}

	private static byte[] tar(LayerContents contents) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		contents.writeTo(out, Timestamps.kept());
		return out.toByteArray();
	}

	private static byte[] text(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}

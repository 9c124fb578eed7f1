package io.github.containerd4j.archive;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.embedded.BusyboxImage;
import io.github.containerd4j.image.Image;
import io.github.containerd4j.image.ImageFixture;
import io.github.containerd4j.oci.Compression;
import io.github.containerd4j.oci.OciDescriptor;
import io.github.containerd4j.oci.Platform;
import io.github.containerd4j.progress.ImageProgress;
import io.github.containerd4j.progress.ImageProgress.Phase;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DaemonTest
@Timeout(180)
class ImageArchiveIT {

	private static final String COPY = "example.com/copy:1";

	private static final Platform ARM = Platform.of("linux", "arm64");

	private final TestDaemon daemon;

	private final Namespace namespace;

	@TempDir
	private Path directory;

	private @Nullable Digest busybox;

	ImageArchiveIT(TestDaemon daemon, Namespace namespace) {
		this.daemon = daemon;
		this.namespace = namespace;
	}

	@Test
	void importsAndUnpacksAFileAndAStream() throws IOException {
		Namespace other = this.daemon.newNamespace();

		List<Image> ofFile = this.namespace.images().importFrom(busyboxArchive());
		List<Image> ofStream;
		try (InputStream stream = Files.newInputStream(busyboxArchive())) {
			ofStream = other.images().importFrom(stream);
		}

		assertThat(ofFile).extracting(Image::name).containsExactly(BusyboxImage.REFERENCE);
		assertThat(ofStream).extracting(Image::name).containsExactly(BusyboxImage.REFERENCE);
		for (Namespace each : List.of(this.namespace, other)) {
			assertThat(this.daemon.ctr(each, "images", "check")).contains(busyboxDigest().toString())
				.contains("complete (2/2)")
				.contains("true");
			assertThat(each.leases().list()).isEmpty();
			assertThat(each.content().statuses()).isEmpty();
		}
	}

	@Test
	void readsWhatSkopeoWrites() throws Exception {
		String source = "oci-archive:" + busyboxArchive();
		Path oci = this.directory.resolve("oci.tar");
		Path docker = this.directory.resolve("docker.tar");
		run("skopeo", "copy", "-q", source, "oci-archive:" + oci + ":example.com/oci:1");
		run("skopeo", "copy", "-q", source, "docker-archive:" + docker + ":example.com/docker:1");

		this.namespace.images().importFrom(oci, ImportOptions.defaults());
		this.namespace.images().importFrom(docker, ImportOptions.defaults());
		try (InputStream stream = Files.newInputStream(docker)) {
			this.namespace.images()
				.importFrom(stream, ImportOptions.builder().name("example.com/docker:stream").build());
		}

		assertThat(this.daemon.ctr(this.namespace, "images", "check")).contains("example.com/oci:1")
			.contains("example.com/docker:1")
			.doesNotContain("incomplete")
			.doesNotContain("false");
		assertThat(target("example.com/docker:stream")).isEqualTo(target("example.com/docker:1"));
	}

	@Test
	void readsWhatUmociWrites() throws Exception {
		String layout = this.directory.resolve("layout").toString();
		run("skopeo", "copy", "-q", "oci-archive:" + busyboxArchive(), "oci:" + layout + ":v1");
		run("umoci", "config", "--image", layout + ":v1", "--tag", "v2", "--config.label", "a=b");
		run("tar", "-C", layout, "-cf", this.directory.resolve("umoci.tar").toString(), ".");

		List<Image> images = this.namespace.images()
			.importFrom(this.directory.resolve("umoci.tar"),
					ImportOptions.builder().prefix("example.com/umoci").build());

		assertThat(images).extracting(Image::name)
			.containsExactlyInAnyOrder("example.com/umoci:v1", "example.com/umoci:v2");
		assertThat(this.daemon.ctr(this.namespace, "images", "check")).doesNotContain("incomplete");
	}

	@Test
	void readsWhatCtrWritesAndCtrReadsWhatWeWrite() {
		importBusybox();
		Path ours = this.directory.resolve("ours.tar");
		Path theirs = this.directory.resolve("theirs.tar");
		this.namespace.images().exportTo(ours, BusyboxImage.REFERENCE);
		exportByCtr(this.namespace, theirs);
		Namespace reader = this.daemon.newNamespace();
		Namespace witness = this.daemon.newNamespace();

		reader.images().importFrom(theirs, ImportOptions.defaults());
		this.daemon.ctr(witness, "images", "import", ours.toString());

		for (Namespace each : List.of(reader, witness)) {
			assertThat(each.images().get(BusyboxImage.REFERENCE).target().digest()).isEqualTo(busyboxDigest());
			assertThat(this.daemon.ctr(each, "images", "check")).contains("complete (2/2)");
		}
	}

	@Test
	void skopeoReadsWhatWeWrite() throws Exception {
		importBusybox();
		Path archive = this.directory.resolve("ours.tar");
		this.namespace.images().exportTo(archive, BusyboxImage.REFERENCE);

		assertThat(run("skopeo", "inspect", "oci-archive:" + archive + ":local")).contains(busyboxDigest().toString());
		assertThat(run("skopeo", "inspect", "docker-archive:" + archive + ":" + BusyboxImage.REFERENCE))
			.contains("docker.io/library/busybox");
	}

	@Test
	void umociReadsWhatWeWrite() throws Exception {
		importBusybox();
		ByteArrayOutputStream archive = new ByteArrayOutputStream();
		this.namespace.images().exportTo(archive, BusyboxImage.REFERENCE);
		Path tar = Files.write(this.directory.resolve("ours.tar"), archive.toByteArray());
		String layout = Files.createDirectory(this.directory.resolve("layout")).toString();
		Path bundle = this.directory.resolve("bundle");

		run("tar", "-C", layout, "-xf", tar.toString());

		assertThat(run("umoci", "ls", "--layout", layout)).isEqualToIgnoringNewLines("local");
		assertThat(run("umoci", "stat", "--image", layout + ":local", "--json")).contains("\"history\"");
		run("umoci", "unpack", "--image", layout + ":local", bundle.toString());
		assertThat(bundle.resolve("rootfs/bin/busybox")).isExecutable();
	}

	@Test
	void makesTheSameManifestsOfDockersFormatAsCtr() throws Exception {
		ImageFixture fixture = new ImageFixture();
		OciDescriptor image = fixture.image(ImageFixture.LINUX, 3, 1000, 1);
		Path layout = fixture.layout(Files.createDirectory(this.directory.resolve("layout")), image);
		Path docker = this.directory.resolve("docker.tar");
		run("skopeo", "copy", "-q", "oci:" + layout + ":image", "docker-archive:" + docker + ":" + COPY);
		Namespace witness = this.daemon.newNamespace();
		this.daemon.ctr(witness, "images", "import", docker.toString());

		this.namespace.images().importFrom(docker);

		Descriptor expected = witness.images().get(COPY).target();
		assertThat(this.namespace.images().get(COPY).target()).returns(expected.digest(), Descriptor::digest)
			.returns(expected.size(), Descriptor::size)
			.returns(expected.mediaType(), Descriptor::mediaType);
	}

	@Test
	void takesTheLayersOfDockersFormatAsTheyAreAlsoWhereCompressedOnesExist() throws Exception {
		ImageFixture fixture = new ImageFixture();
		OciDescriptor image = fixture.image(ImageFixture.LINUX, 2, 1000, 2);
		Path layout = fixture.layout(Files.createDirectory(this.directory.resolve("layout")), image);
		Path docker = this.directory.resolve("docker.tar");
		run("skopeo", "copy", "-q", "oci:" + layout + ":image", "docker-archive:" + docker + ":" + COPY);
		Namespace empty = this.daemon.newNamespace();
		empty.images().importFrom(docker);

		this.namespace.images().importFrom(new ByteArrayInputStream(ArchiveFixture.layout(fixture, image).tar()));
		this.namespace.images().importFrom(docker);

		assertThat(target(COPY)).isEqualTo(empty.images().get(COPY).target().digest());
	}

	@Test
	void exportsTheSameBytesAgainAndWithoutDockersManifest() throws Exception {
		importBusybox();
		this.namespace.images().importFrom(busyboxArchive(), ImportOptions.builder().name(COPY).build());

		byte[] first = export(ExportOptions.defaults(), BusyboxImage.REFERENCE, COPY);
		byte[] second = export(ExportOptions.defaults(), BusyboxImage.REFERENCE, COPY);
		byte[] plain = export(ExportOptions.builder().dockerManifest(false).build(), COPY);

		assertThat(first).isEqualTo(second);
		Files.write(this.directory.resolve("first.tar"), first);
		Files.write(this.directory.resolve("plain.tar"), plain);
		assertThat(run("tar", "-tf", this.directory.resolve("first.tar").toString())).contains("manifest.json");
		assertThat(run("tar", "-tf", this.directory.resolve("plain.tar").toString())).doesNotContain("manifest.json");
		this.namespace.images().delete(BusyboxImage.REFERENCE);
		this.namespace.images().deleteAndCollect(COPY);
		assertThat(this.namespace.images().importFrom(new ByteArrayInputStream(first), ImportOptions.defaults()))
			.extracting(Image::name)
			.containsExactly(BusyboxImage.REFERENCE, COPY);
	}

	@Test
	void compressesAndDecompressesTheArchive() {
		importBusybox();
		for (Compression compression : Compression.values()) {
			byte[] archive = export(ExportOptions.builder().compression(compression).build(), BusyboxImage.REFERENCE);
			Namespace reader = this.daemon.newNamespace();

			reader.images().importFrom(new ByteArrayInputStream(archive), ImportOptions.defaults());

			assertThat(reader.images().get(BusyboxImage.REFERENCE).target().digest()).isEqualTo(busyboxDigest());
		}
	}

	@Test
	void movesSeveralPlatformsAndOne() throws IOException {
		ImageFixture fixture = new ImageFixture();
		OciDescriptor index = fixture.index(fixture.image(ImageFixture.LINUX, 2, 1000, 1),
				fixture.image(ARM, 1, 1000, 2));
		Path archive = Files.write(this.directory.resolve("all.tar"), ArchiveFixture.layout(fixture, index).tar());
		Path one = this.directory.resolve("one.tar");

		this.namespace.images().importFrom(archive, ImportOptions.defaults());
		this.namespace.images().exportTo(one, ExportOptions.builder().platforms(ARM).build(), ArchiveFixture.NAME);
		Namespace reader = this.daemon.newNamespace();
		reader.images().importFrom(one, ImportOptions.defaults());

		assertThat(this.namespace.content().list()).hasSize(8);
		assertThat(this.namespace.snapshots().list()).hasSize(2);
		assertThat(reader.content().list()).hasSize(4);
		assertThat(reader.snapshots().list()).isEmpty();
		assertThat(reader.images().get(ArchiveFixture.NAME).target().digest()).isEqualTo(index.digest());
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> reader.images()
			.exportTo(one, ExportOptions.builder().allPlatforms().build(), ArchiveFixture.NAME));
		assertThat(reader.images().importFrom(one, ImportOptions.defaults())).hasSize(1);
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> this.daemon.newNamespace()
			.images()
			.importFrom(one, ImportOptions.builder().missing(MissingContent.FAIL).build()));
	}

	@Test
	void tellsItsProgress() throws IOException {
		ImageFixture fixture = new ImageFixture();
		// New to the daemon, which otherwise takes the bytes from another namespace.
		OciDescriptor manifest = fixture.image(ImageFixture.LINUX, 2, 1000, System.nanoTime());
		Path archive = Files.write(this.directory.resolve("new.tar"), ArchiveFixture.layout(fixture, manifest).tar());
		List<ImageProgress> told = new CopyOnWriteArrayList<>();
		ImportOptions options = ImportOptions.builder().progress(told::add).build();

		this.namespace.images().importFrom(archive, options);
		this.namespace.images().importFrom(archive, options);

		assertThat(told).extracting(ImageProgress::phase)
			.contains(Phase.TRANSFERRING, Phase.TRANSFERRED, Phase.UNPACKING, Phase.UNPACKED, Phase.EXISTS, Phase.DONE)
			.endsWith(Phase.DONE);
	}

	private void importBusybox() {
		this.namespace.images().importFrom(busyboxArchive());
	}

	/**
	 * Without a trace of its content in the daemon.
	 */
	private Path busyboxArchive() {
		Path archive = this.directory.resolve("busybox.tar");
		if (Files.notExists(archive)) {
			Namespace source = this.daemon.newNamespace();
			this.daemon.importBusybox(source);
			this.busybox = source.images().get(BusyboxImage.REFERENCE).target().digest();
			exportByCtr(source, archive);
			this.daemon.remove(source);
		}
		return archive;
	}

	/**
	 * Not by the transfer service: ctr 2.1 sometimes ends before it has written the tail
	 * that the service sent.
	 */
	private void exportByCtr(Namespace source, Path archive) {
		List<String> arguments = new ArrayList<>(List.of("images", "export"));
		if (this.daemon.isAtLeast("2.0")) {
			arguments.add("--local");
		}
		arguments.addAll(List.of(archive.toString(), BusyboxImage.REFERENCE));
		this.daemon.ctr(source, arguments.toArray(String[]::new));
	}

	private Digest busyboxDigest() {
		busyboxArchive();
		return Objects.requireNonNull(this.busybox);
	}

	private byte[] export(ExportOptions options, String... names) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		this.namespace.images().exportTo(bytes, options, names);
		return bytes.toByteArray();
	}

	private Digest target(String name) {
		return this.namespace.images().get(name).target().digest();
	}

	private static String run(String... command) throws Exception {
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes());
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).as(output).isZero();
		return output;
	}

}

package io.github.containerd4j.build;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.host.ExtendedAttributes;
import io.github.containerd4j.host.MountedDirectory;
import io.github.containerd4j.image.Image;
import io.github.containerd4j.oci.ChainId;
import io.github.containerd4j.oci.ImageConfig;
import io.github.containerd4j.oci.ImageDocuments;
import io.github.containerd4j.snapshot.SnapshotService;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

@DaemonTest
@Timeout(600)
class DebianImageIT {

	private static final String NAME = "localhost/debian:1";

	private static final String ODD_PROGRAM = "srv/odd/program";

	private final TestDaemon daemon;

	private final Namespace namespace;

	@TempDir
	private Path directory;

	DebianImageIT(TestDaemon daemon, Namespace namespace) {
		this.daemon = daemon;
		this.namespace = namespace;
	}

	@Test
	void aDebianSystemComesBackFileByFile() throws Exception {
		Path tree = DebianTree.get();
		List<String> expected = FileListing.of(tree);
		assertThat(expected).hasSizeGreaterThan(10_000);

		Image image = builder().layer(tree).unpack().build();

		ImageDocuments documents = ImageDocuments.of(this.namespace.content());
		ImageConfig config = documents.config(documents.manifest(image.target()).config().content());
		String snapshot = ChainId.of(config.diffIds()).toString();
		try (MountedDirectory mounted = this.namespace.hostMounts()
			.view(SnapshotService.DEFAULT_SNAPSHOTTER, snapshot)) {
			assertThat(FileListing.differences(expected, mounted.path())).isEmpty();
			assertThat(attributes(mounted.path())).isEqualTo(attributes(tree))
				.containsOnlyKeys("security.capability", "user.note");
		}
		this.daemon.ctr(this.namespace, "run", "--rm", "--null-io", NAME, "c1", "perl", "-e",
				"exit(-s '/etc/debian_version' ? 0 : 1)");
		readByOtherTools(expected, image.target().digest());
	}

	@Test
	void theSameTreeGivesTheSameDigest() throws Exception {
		ImageBuilder builder = builder().layer(DirectoryTree.of(DebianTree.get()).excluding("usr/{share,lib}"))
			.compression(LayerCompression.gzip(1));

		Digest first = builder.build().target().digest();

		assertThat(builder.name("other").build().target().digest()).isEqualTo(first);
	}

	private void readByOtherTools(List<String> expected, Digest digest) throws Exception {
		Path archive = this.directory.resolve("image.tar");
		this.daemon.ctr(this.namespace, "images", "export", archive.toString(), NAME);

		assertThat(DebianTree.run(this.directory, "skopeo inspect oci-archive:image.tar")).contains(digest.toString());

		DebianTree.run(this.directory, """
				mkdir layout && tar -xf image.tar -C layout
				skopeo copy oci:layout oci:copy:1 && umoci unpack --image copy:1 bundle
				""");
		assertThat(FileListing.differences(expected, this.directory.resolve("bundle/rootfs"))).isEmpty();
		// JUnit would warn of each link that leads out of the temporary directory.
		DebianTree.run(this.directory, "rm -rf bundle");
	}

	private static Map<String, String> attributes(Path root) throws Exception {
		Map<String, String> texts = new TreeMap<>();
		ExtendedAttributes.read(root.resolve(ODD_PROGRAM))
			.forEach((name, value) -> texts.put(name, new String(value, StandardCharsets.ISO_8859_1)));
		return texts;
	}

	private ImageBuilder builder() {
		return ImageBuilder.in(this.namespace).name(NAME).config((config) -> config.cmd("/bin/sh"));
	}

}

package io.github.containerd4j.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.ResourceExhaustedException;
import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.github.containerd4j.host.MountedDirectory;
import io.github.containerd4j.image.ImageFixture;
import io.github.containerd4j.lease.LeaseOptions;
import io.github.containerd4j.oci.OciDescriptor;
import io.github.containerd4j.snapshot.Mount;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Imports and exports for which there is not enough room.
 */
@DaemonTest
@Timeout(120)
class FullDiskIT {

	private static final int MEBIBYTE = 1 << 20;

	private final TestDaemon daemon;

	private final Namespace namespace;

	@TempDir
	private Path directory;

	FullDiskIT(TestDaemon daemon, Namespace namespace) {
		this.daemon = daemon;
		this.namespace = namespace;
	}

	@Test
	void importOfALayerThatIsTooLargeToStoreLeavesNothing() throws IOException {
		importsOnlyTheSmallImage(40 * MEBIBYTE);
	}

	@Test
	void importOfALayerThatIsTooLargeToUnpackLeavesNothing() throws IOException {
		importsOnlyTheSmallImage(20 * MEBIBYTE);
	}

	@Test
	void exportLeavesOnlyWhatWasThere() throws IOException {
		this.namespace.images().importFrom(archive(2 * MEBIBYTE));
		try (MountedDirectory small = disk("size=1m")) {
			Path before = Files.writeString(small.path().resolve("archive.tar"), "before");

			assertThatExceptionOfType(ResourceExhaustedException.class)
				.isThrownBy(() -> this.namespace.images().exportTo(before, ArchiveFixture.NAME))
				.withMessageContaining("No space left on device")
				.withMessageContaining("make room where the archive is written");

			assertThat(small.path()).isDirectoryContaining((file) -> file.equals(before));
			assertThat(small.path()).isDirectoryNotContaining((file) -> !file.equals(before));
			assertThat(before).hasContent("before");
		}
	}

	private void importsOnlyTheSmallImage(int tooLarge) throws IOException {
		Path large = archive(tooLarge);
		try (MountedDirectory disk = disk("size=32m");
				EmbeddedContainerd own = EmbeddedContainerd.builder()
					.binDirectory(this.daemon.binDirectory())
					.parent(disk.path())
					.start();
				ContainerdClient client = ContainerdClient.create(own.address())) {
			Namespace full = client.namespace("full");

			assertThatExceptionOfType(ResourceExhaustedException.class)
				.isThrownBy(() -> full.images().importFrom(large))
				.withMessageContaining("no space left on device")
				.withMessageContaining("make room");

			assertNothingLeft(full);
			assertThat(full.images().importFrom(archive(MEBIBYTE))).hasSize(1);
		}
	}

	private static void assertNothingLeft(Namespace namespace) {
		assertThat(namespace.images().list()).isEmpty();
		assertThat(namespace.leases().list()).isEmpty();
		assertThat(namespace.content().statuses()).isEmpty();
		namespace.leases().deleteAndCollect(namespace.leases().create(LeaseOptions.defaults()).id());
		assertThat(namespace.content().list()).isEmpty();
		assertThat(namespace.snapshots().list()).isEmpty();
	}

	private MountedDirectory disk(String size) throws IOException {
		return this.namespace.hostMounts()
			.mountAt(List.of(Mount.of("tmpfs", "tmpfs", size)), Files.createDirectory(this.directory.resolve("disk")));
	}

	private Path archive(int layerSize) throws IOException {
		ImageFixture fixture = new ImageFixture();
		OciDescriptor manifest = fixture.image(ImageFixture.LINUX, 1, layerSize, 1);
		return Files.write(this.directory.resolve(layerSize + ".tar"), ArchiveFixture.layout(fixture, manifest).tar());
	}

}

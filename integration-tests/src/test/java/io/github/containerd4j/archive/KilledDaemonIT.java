package io.github.containerd4j.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.UnavailableException;
import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.github.containerd4j.image.Image;
import io.github.containerd4j.image.ImageFixture;
import io.github.containerd4j.oci.OciDescriptor;
import io.github.containerd4j.progress.ImageProgress.Phase;
import io.github.containerd4j.progress.ProgressListener;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Imports and exports whose daemon is killed in the middle, and those that follow.
 */
@DaemonTest
@Timeout(120)
class KilledDaemonIT {

	private static final int LAYER_SIZE = 16 << 20;

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private final EmbeddedContainerd daemon;

	private final ContainerdClient client;

	private final Namespace namespace;

	private final ImageFixture fixture = new ImageFixture();

	private final OciDescriptor manifest = this.fixture.image(ImageFixture.LINUX, 1, LAYER_SIZE, 1);

	private final byte[] tar = ArchiveFixture.layout(this.fixture, this.manifest).tar();

	@TempDir
	private Path directory;

	KilledDaemonIT(TestDaemon shared) {
		this.daemon = shared.startPrivate();
		this.client = ContainerdClient.create(this.daemon.address());
		this.namespace = this.client.namespace("killed");
	}

	@AfterEach
	void close() {
		this.client.close();
		this.daemon.close();
	}

	@Test
	void importOfAFileFailsAndTheNextOneSucceeds() throws IOException {
		Path archive = Files.write(this.directory.resolve("archive.tar"), this.tar);
		// A containerd that dies while it prepares a snapshot may leave a directory in
		// its own way.
		ImportOptions options = ImportOptions.builder().unpack(false).progress(killing()).timeout(LIMIT).build();

		assertThatExceptionOfType(UnavailableException.class)
			.isThrownBy(() -> this.namespace.images().importFrom(archive, options));

		this.daemon.start();
		assertThat(this.namespace.images().list()).isEmpty();
		assertThat(this.namespace.leases().list()).as("what expires").hasSize(1);
		assertThat(this.namespace.images().importFrom(archive)).extracting(Image::name)
			.containsExactly(ArchiveFixture.NAME);
		assertComplete();
	}

	@Test
	void importOfAStreamFailsAndTheNextOneSucceeds() {
		ImportOptions options = ImportOptions.builder().timeout(LIMIT).build();

		assertThatExceptionOfType(UnavailableException.class)
			.isThrownBy(() -> this.namespace.images().importFrom(new KillingInput(), options));

		this.daemon.start();
		assertThat(this.namespace.images().list()).isEmpty();
		assertThat(this.namespace.images().importFrom(new ByteArrayInputStream(this.tar))).extracting(Image::name)
			.containsExactly(ArchiveFixture.NAME);
		assertComplete();
	}

	@Test
	void exportFailsLeavesNoFileAndTheNextOneSucceeds() {
		this.namespace.images().importFrom(new ByteArrayInputStream(this.tar));
		Path archive = this.directory.resolve("archive.tar");
		ExportOptions options = ExportOptions.builder().progress(killing()).timeout(LIMIT).build();

		assertThatExceptionOfType(UnavailableException.class)
			.isThrownBy(() -> this.namespace.images().exportTo(archive, options, ArchiveFixture.NAME));

		assertThat(this.directory).isEmptyDirectory();
		this.daemon.start();
		this.namespace.images().exportTo(archive, ArchiveFixture.NAME);
		assertThat(archive.toFile()).size().isGreaterThan(LAYER_SIZE);
		assertThat(this.namespace.images().importFrom(archive)).hasSize(1);
	}

	// Each byte of the layer was kept, whichever of the two daemons has stored it.
	private void assertComplete() {
		assertThat(this.daemon.ctr("--namespace", this.namespace.name(), "images", "check")).contains("complete (2/2)")
			.contains("true");
		assertThat(this.namespace.content().statuses()).isEmpty();
	}

	private ProgressListener killing() {
		return (step) -> {
			if (step.phase() == Phase.TRANSFERRING && step.totalBytes() > LAYER_SIZE) {
				this.daemon.kill();
			}
		};
	}

	/**
	 * The archive, in the middle of which the daemon is killed.
	 */
	private final class KillingInput extends InputStream {

		private final ByteArrayInputStream bytes = new ByteArrayInputStream(KilledDaemonIT.this.tar);

		@Override
		public int read() {
			return this.bytes.read();
		}

		@Override
		public int read(byte[] target, int offset, int length) {
			if (this.bytes.available() < LAYER_SIZE / 2) {
				KilledDaemonIT.this.daemon.kill();
			}
			return this.bytes.read(target, offset, length);
		}

	}

}

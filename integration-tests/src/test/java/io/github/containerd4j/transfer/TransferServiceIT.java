package io.github.containerd4j.transfer;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.UnimplementedException;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.embedded.BusyboxImage;
import io.github.containerd4j.lease.Lease;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DaemonTest
@Timeout(60)
class TransferServiceIT {

	private static final String COPY = "localhost/copy:1";

	private final TestDaemon daemon;

	private final Namespace namespace;

	private final TransferService transfer;

	private final StreamingService streaming;

	TransferServiceIT(TestDaemon daemon, Namespace namespace) {
		this.daemon = daemon;
		this.namespace = namespace;
		// The clean-up of other tests has garbage collected, also between the calls of
		// this one.
		Namespace leased = namespace.withLease(namespace.leases().open());
		this.transfer = leased.transfer();
		this.streaming = leased.streaming();
	}

	@Test
	void importsAnArchiveTagsItAndExportsTheSameContent() throws Exception {
		if (isTooOld()) {
			return;
		}
		importImage();
		Digest digest = this.namespace.images().get(BusyboxImage.REFERENCE).target().digest();
		assertThat(this.daemon.ctr("-n", this.namespace.name(), "images", "list")).contains(digest.toString());

		this.transfer.transfer(ImageStore.of(BusyboxImage.REFERENCE), ImageStore.of(COPY), TransferOptions.none());
		assertThat(this.namespace.images().get(COPY).target().digest()).isEqualTo(digest);

		byte[] exported = export(COPY);
		this.namespace.images().delete(COPY);
		this.namespace.images().deleteAndCollect(BusyboxImage.REFERENCE);
		assertThat(this.namespace.content().list()).isEmpty();
		importArchive(exported, "localhost/");
		assertThat(this.namespace.images().get(COPY).target().digest()).isEqualTo(digest);
	}

	@Test
	void tellsTheProgressInOrder() throws Exception {
		if (isTooOld()) {
			return;
		}
		List<TransferProgress> progress = importImage();

		assertThat(progress).extracting(TransferProgress::event)
			.startsWith("Importing")
			.contains("saved")
			.endsWith("Completed import");
		assertThat(progress).filteredOn((message) -> message.event().equals("saved"))
			.extracting(TransferProgress::name)
			.containsExactly(BusyboxImage.REFERENCE);
	}

	@Test
	void aStreamCanBeOpenedOnlyOnceAtATime() {
		if (isTooOld()) {
			return;
		}
		try (TransferStream stream = this.streaming.open()) {
			assertThatExceptionOfType(ContainerdException.class).isThrownBy(() -> this.streaming.open(stream.id()))
				.withMessageContaining("already exists");
		}
	}

	@Test
	void anArchiveThatIsNoneFailsTheImport() throws Exception {
		if (isTooOld()) {
			return;
		}
		try (TransferStream stream = this.streaming.open()) {
			CompletableFuture<Void> done = this.transfer.transferAsync(ImageImportStream.of(stream),
					ImageStore.of(COPY), TransferOptions.none());
			try (OutputStream out = stream.output()) {
				out.write(new byte[1000]);
			}

			assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> done.get(20, TimeUnit.SECONDS))
				.withCauseInstanceOf(ContainerdException.class);
		}
		assertThat(this.namespace.images().find(COPY)).isEmpty();
	}

	@Test
	void whatDoesNotExistIsNotFound() {
		if (isTooOld()) {
			return;
		}
		assertThatExceptionOfType(NotFoundException.class)
			.isThrownBy(
					() -> this.transfer.transfer(ImageStore.of("none"), ImageStore.of(COPY), TransferOptions.none()))
			.withMessageContaining("image none -> image " + COPY);
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> this.transfer
			.transfer(new ImageImportStream("none", "", false), ImageStore.of(COPY), TransferOptions.none()));
	}

	@Test
	void aPairThatNoDaemonKnowsNamesNoVersion() {
		if (isTooOld()) {
			return;
		}
		OciRegistry registry = OciRegistry.of("localhost:1/x:1");

		assertThatExceptionOfType(UnimplementedException.class)
			.isThrownBy(() -> this.transfer.transfer(registry, registry, TransferOptions.none()))
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("or newer is needed"));
	}

	private List<TransferProgress> importImage() throws Exception {
		return importArchive(archive(), "docker.io/library/");
	}

	private byte[] archive() throws IOException {
		Path archive = this.daemon.directory().resolve(this.namespace.name() + ".tar");
		this.daemon.importBusybox(this.namespace);
		try {
			this.daemon.ctr(this.namespace, "images", "export", archive.toString(), BusyboxImage.REFERENCE);
			this.namespace.images().deleteAndCollect(BusyboxImage.REFERENCE);
			return Files.readAllBytes(archive);
		}
		finally {
			Files.delete(archive);
		}
	}

	/**
	 * Under a lease: the clean-up of other tests has garbage collected, and the daemon
	 * then loses what a transfer has written so far, or its streams.
	 */
	private List<TransferProgress> importArchive(byte[] archive, String prefix) throws Exception {
		ImageStore store = ImageStore.builder("").extraReference(ExtraReference.prefix(prefix)).build();
		try (Lease lease = this.namespace.leases().open()) {
			Namespace leased = this.namespace.withLease(lease);
			try (TransferStream stream = leased.streaming().open();
					TransferStream progress = leased.streaming().open()) {
				CompletableFuture<Void> done = leased.transfer()
					.transferAsync(ImageImportStream.of(stream), store, TransferOptions.progressTo(progress));
				CompletableFuture<List<TransferProgress>> messages = CompletableFuture
					.supplyAsync(() -> drain(progress));
				send(archive, stream, done);
				done.get(20, TimeUnit.SECONDS);
				return messages.get(20, TimeUnit.SECONDS);
			}
		}
	}

	private static void send(byte[] archive, TransferStream stream, CompletableFuture<Void> done) throws Exception {
		try (OutputStream out = stream.output()) {
			out.write(archive);
		}
		catch (EOFException ex) {
			// Why the daemon reads no more is told by the transfer.
			done.get(20, TimeUnit.SECONDS);
			throw ex;
		}
	}

	private static List<TransferProgress> drain(TransferStream stream) {
		List<TransferProgress> messages = new ArrayList<>();
		TypedValue message = stream.receive();
		while (message != null) {
			messages.add(TransferProgress.decode(message));
			message = stream.receive();
		}
		return messages;
	}

	private byte[] export(String name) throws Exception {
		try (TransferStream stream = this.streaming.open()) {
			CompletableFuture<Void> done = this.transfer.transferAsync(ImageStore.of(name),
					ImageExportStream.of(stream), TransferOptions.none());
			byte[] archive = stream.tarInput().readAllBytes();
			done.get(20, TimeUnit.SECONDS);
			return archive;
		}
	}

	/**
	 * Asserts what a daemon without transfers answers.
	 */
	private boolean isTooOld() {
		if (this.daemon.isAtLeast("1.7")) {
			return false;
		}
		assertThatExceptionOfType(UnimplementedException.class).isThrownBy(this.streaming::open)
			.withMessageContaining("containerd 1.7 or newer is needed");
		assertThatExceptionOfType(UnimplementedException.class)
			.isThrownBy(() -> this.transfer.transfer(ImageStore.of("a"), ImageStore.of("b"), TransferOptions.none()))
			.withMessageContaining("containerd 1.7 or newer is needed");
		return true;
	}

}

package io.github.containerd4j.archive;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.zip.ZipException;

import io.github.containerd4j.CancelledException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.oci.Compression;
import io.github.containerd4j.progress.ImageProgress.Operation;
import io.github.containerd4j.progress.ImageProgress.Phase;
import io.github.containerd4j.progress.ProgressReporter;
import io.github.containerd4j.unpack.Unpacker;

/**
 * Imports archives of images: OCI image layouts and what {@code docker save} writes, as a
 * tar that may be compressed by gzip or Zstandard. A file that is not compressed is
 * scanned first, so only what is needed is read, blobs that exist are skipped, and layers
 * are unpacked while the next ones are stored. From a stream everything is stored and
 * then unpacked.
 * <p>
 * The bytes go straight into the content store, where they are compared with their
 * digests; nothing but documents of at most 20 MiB is held in memory. Users find this as
 * {@code importFrom} of the image service, which brings the lease and the records.
 * <p>
 * Immutable, and safe for use by many threads.
 *
 * @since 0.1.0
 */
public final class ImageImporter {

	private final Namespace namespace;

	private final String snapshotter;

	private ImageImporter(Namespace namespace, String snapshotter) {
		this.namespace = namespace;
		this.snapshotter = snapshotter;
	}

	/**
	 * An importer for a namespace.
	 * @param underLease the namespace, under a lease that lasts until the records are
	 * written: without one, garbage collection may take what is being imported
	 * @param snapshotter the snapshotter to unpack with, if the options name none
	 * @return the importer
	 */
	public static ImageImporter over(Namespace underLease, String snapshotter) {
		return new ImageImporter(underLease, snapshotter);
	}

	/**
	 * Imports a file.
	 * @param archive the file, or a pipe, which is read as a stream
	 * @param options how
	 * @param records is given each image at the end, to write its record
	 * @return the images
	 * @throws io.github.containerd4j.oci.ImageFormatException if the archive breaks the
	 * rules or names no image
	 * @throws io.github.containerd4j.FailedPreconditionException if a blob does not have
	 * its digest
	 * @throws io.github.containerd4j.NotFoundException if content is missing
	 * @throws io.github.containerd4j.ResourceExhaustedException if a compressed archive
	 * is larger than the options allow
	 * @throws io.github.containerd4j.DeadlineExceededException if it takes too long
	 * @throws io.github.containerd4j.CancelledException if the thread is interrupted
	 * @throws UncheckedIOException if the file cannot be read
	 */
	public List<NamedImage> importFrom(Path archive, ImportOptions options, Consumer<NamedImage> records) {
		return supervised(archive.toString(), options, records, (ingest) -> fromFile(archive, options, ingest));
	}

	/**
	 * Imports a stream.
	 * @param archive the stream, read to the end of the archive and left open
	 * @param options how
	 * @param records is given each image at the end, to write its record
	 * @return the images
	 * @throws io.github.containerd4j.oci.ImageFormatException if the archive breaks the
	 * rules or names no image
	 * @throws io.github.containerd4j.FailedPreconditionException if a blob does not have
	 * its digest
	 * @throws io.github.containerd4j.NotFoundException if content is missing
	 * @throws io.github.containerd4j.ResourceExhaustedException if a compressed archive
	 * is larger than the options allow
	 * @throws io.github.containerd4j.DeadlineExceededException if it takes too long and
	 * reading the stream can be interrupted
	 * @throws io.github.containerd4j.CancelledException if the thread is interrupted
	 * @throws UncheckedIOException if the stream cannot be read
	 */
	public List<NamedImage> importFrom(InputStream archive, ImportOptions options, Consumer<NamedImage> records) {
		return supervised("stream", options, records, (ingest) -> fromStream(archive, options, ingest));
	}

	private List<NamedImage> supervised(String archive, ImportOptions options, Consumer<NamedImage> records,
			Import work) {
		ProgressReporter progress = ProgressReporter.of(Operation.IMPORT, archive, options.progress());
		try (TimeLimit limit = new TimeLimit("import", options.timeout())) {
			try {
				List<NamedImage> images = work
					.run(new Ingest(new BlobIngest(this.namespace.content(), progress, limit), progress));
				images.forEach(records);
				progress.report(Phase.DONE);
				return images;
			}
			catch (UncheckedIOException ex) {
				throw limit.explain(failed(archive, ex));
			}
			catch (RuntimeException ex) {
				throw limit.explain(ex);
			}
			catch (IOException ex) {
				throw limit.explain(failed(archive, new UncheckedIOException(ex)));
			}
		}
	}

	private static RuntimeException failed(String archive, UncheckedIOException ex) {
		if (Thread.currentThread().isInterrupted()) {
			Failure failure = new Failure("import", "image archive", archive, null, ErrorCode.CANCELLED);
			return new CancelledException(failure.describe() + ": the reading thread was interrupted", failure, ex);
		}
		return ex;
	}

	private List<NamedImage> fromFile(Path archive, ImportOptions options, Ingest ingest) throws IOException {
		try (FileChannel channel = FileChannel.open(archive)) {
			byte[] head = new ChannelInput(channel, 0, Files.isRegularFile(archive) ? Compressed.MAGIC : 0)
				.readAllBytes();
			if (Files.isRegularFile(archive) && Compressed.sniff(head) == Compression.NONE) {
				return run(FileSource.scan(channel, ingest.blobs()), options, ingest);
			}
			return fromStream(Channels.newInputStream(channel), options, ingest);
		}
	}

	private List<NamedImage> fromStream(InputStream archive, ImportOptions options, Ingest ingest) throws IOException {
		PushbackInputStream input = new PushbackInputStream(archive, Compressed.MAGIC);
		Compression compression = Compressed.sniff(Compressed.peek(input));
		if (compression == Compression.NONE) {
			return run(StreamSource.drain(new ArchiveReader(input), ingest.blobs()), options, ingest);
		}
		StreamSource source;
		try (LimitedInput plain = decompressed(new OpenInput(input), compression, options)) {
			source = StreamSource.drain(new ArchiveReader(plain), ingest.blobs());
			plain.drain();
		}
		return run(source, options, ingest);
	}

	private static LimitedInput decompressed(InputStream input, Compression compression, ImportOptions options)
			throws IOException {
		try {
			return new LimitedInput(Compressed.decompress(input, compression), options.maxUncompressedSize());
		}
		catch (EOFException | ZipException ex) {
			throw LimitedInput.damaged(ex);
		}
	}

	private List<NamedImage> run(ArchiveSource source, ImportOptions options, Ingest ingest) {
		Unpacker unpacker = Unpacker
			.over(this.namespace, Objects.requireNonNullElse(options.snapshotter(), this.snapshotter))
			.withProgress(ingest.progress())
			.withTimeout(options.timeout());
		return new ImportRun(new ArchiveBlobs(source, ingest.blobs()), options, unpacker).run();
	}

	/**
	 * A stream of the caller, who closes it.
	 */
	private static final class OpenInput extends FilterInputStream {

		OpenInput(InputStream input) {
			super(input);
		}

		@Override
		public void close() {
			// Only the decompressor above shall let go of its memory.
		}

	}

	private record Ingest(BlobIngest blobs, ProgressReporter progress) {
	}

	/**
	 * What is supervised.
	 */
	@FunctionalInterface
	private interface Import {

		List<NamedImage> run(Ingest ingest) throws IOException;

	}

}

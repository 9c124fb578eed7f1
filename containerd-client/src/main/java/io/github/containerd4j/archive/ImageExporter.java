package io.github.containerd4j.archive;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.containerd4j.CancelledException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import io.github.containerd4j.ResourceExhaustedException;
import io.github.containerd4j.content.ContentStore;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.oci.Compression;
import io.github.containerd4j.progress.ImageProgress.Operation;
import io.github.containerd4j.progress.ImageProgress.Phase;
import io.github.containerd4j.progress.ProgressReporter;
import io.github.containerd4j.rpc.FullDisk;
import io.github.containerd4j.tar.Owner;
import io.github.containerd4j.tar.TarEntry;
import io.github.containerd4j.tar.TarWriter;

/**
 * Exports images as a tar: an OCI image layout, with docker's {@code manifest.json}
 * beside it. The entries are sorted by path and carry no times, so the same images give
 * the same bytes. Blobs go through a few MiB of memory.
 * <p>
 * Users find this as {@code exportTo} of the image service, which looks the names up.
 * Immutable, and safe for use by many threads.
 *
 * @since 0.1.0
 */
public final class ImageExporter {

	private static final int DIRECTORY_MODE = 0755;

	private static final int FILE_MODE = 0444;

	private final ContentStore content;

	private ImageExporter(ContentStore content) {
		this.content = content;
	}

	/**
	 * An exporter of a namespace.
	 * @param content the blobs of the namespace
	 * @return the exporter
	 */
	public static ImageExporter over(ContentStore content) {
		return new ImageExporter(content);
	}

	/**
	 * Exports to a file. The archive is written beside it under another name and moved
	 * when it is complete, so a file that is there already stays until then, and after a
	 * failure.
	 * @param archive the file
	 * @param options how
	 * @param images the images
	 * @throws io.github.containerd4j.NotFoundException if content is missing, or an image
	 * is not offered for a platform
	 * @throws io.github.containerd4j.oci.ImageFormatException if an image is neither a
	 * manifest nor an index, or a document breaks the rules
	 * @throws io.github.containerd4j.DeadlineExceededException if it takes too long
	 * @throws io.github.containerd4j.CancelledException if the thread is interrupted
	 * @throws ResourceExhaustedException if the file's disk is full
	 * @throws UncheckedIOException if the file cannot be written
	 */
	public void exportTo(Path archive, ExportOptions options, List<NamedImage> images) {
		supervised(options, images, (progress) -> {
			Path target = archive.toAbsolutePath();
			Path part = Files.createTempFile(target.getParent(), "." + target.getFileName(), ".part");
			try {
				try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
					write(Channels.newOutputStream(channel), options, images, progress);
				}
				Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
			}
			finally {
				Files.deleteIfExists(part);
			}
		});
	}

	/**
	 * Exports to a stream.
	 * @param archive the stream; flushed at the end and left open. After a failure it has
	 * a part of the archive
	 * @param options how
	 * @param images the images
	 * @throws io.github.containerd4j.NotFoundException if content is missing, or an image
	 * is not offered for a platform; nothing is written then
	 * @throws io.github.containerd4j.oci.ImageFormatException if an image is neither a
	 * manifest nor an index, or a document breaks the rules; nothing is written then
	 * @throws io.github.containerd4j.DeadlineExceededException if it takes too long and
	 * writing the stream can be interrupted
	 * @throws io.github.containerd4j.CancelledException if the thread is interrupted
	 * @throws ResourceExhaustedException if the stream says that its disk is full
	 * @throws UncheckedIOException if the stream cannot be written
	 */
	public void exportTo(OutputStream archive, ExportOptions options, List<NamedImage> images) {
		supervised(options, images, (progress) -> write(archive, options, images, progress));
	}

	private void supervised(ExportOptions options, List<NamedImage> images, Export work) {
		String names = String.join(", ", images.stream().map(NamedImage::name).toList());
		ProgressReporter progress = ProgressReporter.of(Operation.EXPORT, names, options.progress());
		try (TimeLimit limit = new TimeLimit("export", options.timeout())) {
			try {
				work.run(progress);
				progress.report(Phase.DONE);
			}
			catch (UncheckedIOException ex) {
				throw limit.explain(failed(names, ex));
			}
			catch (RuntimeException ex) {
				throw limit.explain(ex);
			}
			catch (IOException ex) {
				throw limit.explain(failed(names, new UncheckedIOException(ex)));
			}
		}
	}

	private static RuntimeException failed(String names, UncheckedIOException ex) {
		if (Thread.currentThread().isInterrupted()) {
			Failure failure = new Failure("export", "image", names, null, ErrorCode.CANCELLED);
			return new CancelledException(failure.describe() + ": the writing thread was interrupted", failure, ex);
		}
		if (ex.getCause() != null && FullDisk.isMeantBy(ex.getCause().getMessage())) {
			Failure failure = new Failure("export", "image", names, null, ErrorCode.RESOURCE_EXHAUSTED);
			return new ResourceExhaustedException(failure.describe() + ": " + ex.getCause().getMessage()
					+ "; make room where the archive is written, and try again", failure, ex);
		}
		return ex;
	}

	private void write(OutputStream archive, ExportOptions options, List<NamedImage> images, ProgressReporter progress)
			throws IOException {
		ExportTree tree = new ExportTree(this.content, options);
		ExportDocuments documents = new ExportDocuments(this.content, options);
		images.forEach((image) -> documents.add(image, tree.addImage(image.target())));
		if (options.compression() == Compression.NONE) {
			write(archive, tree, documents, progress);
			archive.flush();
			return;
		}
		try (OutputStream compressed = Compressed.compress(new OpenOutput(archive), options.compression())) {
			write(compressed, tree, documents, progress);
		}
	}

	private void write(OutputStream output, ExportTree tree, ExportDocuments documents, ProgressReporter progress)
			throws IOException {
		TarWriter tar = new TarWriter(output);
		String directory = "";
		tar.begin(directory(ArchivePaths.BLOBS));
		for (Map.Entry<String, Descriptor> blob : tree.blobs().entrySet()) {
			String parent = blob.getKey().substring(0, blob.getKey().lastIndexOf('/') + 1);
			if (!parent.equals(directory)) {
				tar.begin(directory(parent));
				directory = parent;
			}
			tar.begin(file(blob.getKey(), blob.getValue().size()));
			copy(blob.getValue(), tar.content(), progress);
		}
		for (Map.Entry<String, byte[]> document : documents.files().entrySet()) {
			byte[] bytes = document.getValue();
			tar.begin(file(document.getKey(), bytes.length));
			tar.write(bytes, 0, bytes.length);
		}
		tar.finish();
	}

	// Everything that says when and by whom is zero, so that the same images give the
	// same
	// bytes.
	private static TarEntry directory(String path) {
		return TarEntry.directory(path.substring(0, path.length() - 1), DIRECTORY_MODE, Owner.ROOT, Instant.EPOCH);
	}

	private static TarEntry file(String path, long size) {
		return TarEntry.file(path, FILE_MODE, Owner.ROOT, Instant.EPOCH, size);
	}

	private void copy(Descriptor blob, OutputStream output, ProgressReporter progress) throws IOException {
		try (InputStream input = this.content.open(blob.digest())) {
			BlobOutput counted = new BlobOutput(output, blob, progress);
			input.transferTo(counted);
			counted.requireComplete();
		}
		progress.report(Phase.TRANSFERRED, blob);
	}

	/**
	 * A stream of the caller, who closes it.
	 */
	private static final class OpenOutput extends BufferedOutputStream {

		private static final int BUFFER = 256 * 1024;

		OpenOutput(OutputStream output) {
			super(output, BUFFER);
		}

		@Override
		public void close() throws IOException {
			flush();
		}

	}

	/**
	 * What is exported.
	 */
	@FunctionalInterface
	private interface Export {

		void run(ProgressReporter progress) throws IOException;

	}

}

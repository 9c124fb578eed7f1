package io.github.containerd4j.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.UnavailableException;
import io.github.containerd4j.content.ContentStore;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.content.WriteOptions;
import io.github.containerd4j.progress.ImageProgress.Phase;
import io.github.containerd4j.progress.ProgressReporter;
import io.github.containerd4j.rpc.CleanUp;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the files of an archive into the content store. The names of the ingests are
 * those that containerd's own import uses, so two imports of the same archive share the
 * work.
 */
final class BlobIngest {

	private static final Logger logger = LoggerFactory.getLogger(BlobIngest.class);

	private static final String UNKNOWN_TYPE = "application/octet-stream";

	private static final Duration FIRST_PAUSE = Duration.ofMillis(16);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

	private final ContentStore content;

	private final ProgressReporter progress;

	private final TimeLimit limit;

	BlobIngest(ContentStore content, ProgressReporter progress, TimeLimit limit) {
		this.content = content;
		this.progress = progress;
		this.limit = limit;
	}

	ContentStore content() {
		return this.content;
	}

	/**
	 * Writes a file that is being read.
	 * @param path the path in the archive
	 * @param data the bytes
	 * @param size how many
	 * @param expected the digest that they must have; {@code null} if none is known
	 * @return the digest
	 */
	Digest write(String path, InputStream data, long size, @Nullable Digest expected) {
		Counted counted = new Counted(data, (expected != null) ? descriptor(expected, size) : null);
		Digest digest = writeWhenFree("tar-" + path, counted, new WriteOptions(expected, size, Map.of()));
		boolean existed = counted.count == 0 && size > 0;
		this.progress.report(existed ? Phase.EXISTS : Phase.TRANSFERRED, descriptor(digest, size));
		return digest;
	}

	/**
	 * Writes a document that was read already.
	 */
	void write(String path, byte[] document, Map<String, String> labels) {
		Digest digest = Digest.sha256(document);
		this.content.write("tar-" + path, document, labels);
		if (!labels.isEmpty()) {
			// One that existed has its own labels.
			this.content.setLabels(digest, labels);
		}
	}

	private static Descriptor descriptor(Digest digest, long size) {
		return Descriptor.of(UNKNOWN_TYPE, digest, size);
	}

	private Digest writeWhenFree(String ref, Counted data, WriteOptions options) {
		long pause = FIRST_PAUSE.toMillis();
		while (true) {
			try {
				return writeOrAbort(ref, data, options);
			}
			catch (UnavailableException ex) {
				if (data.count > 0 || !isLocked(ex)) {
					throw ex;
				}
			}
			this.limit.pause(Duration.ofMillis(pause));
			pause = Math.min(2 * pause, LONGEST_PAUSE.toMillis());
		}
	}

	// Also what is unavailable altogether has this code.
	private static boolean isLocked(UnavailableException ex) {
		return String.valueOf(ex.getMessage()).contains("locked");
	}

	private Digest writeOrAbort(String ref, Counted data, WriteOptions options) {
		try {
			return this.content.write(ref, data, options);
		}
		catch (UnavailableException ex) {
			throw ex;
		}
		catch (UncheckedIOException | ContainerdException ex) {
			CleanUp.run(() -> abort(ref));
			throw ex;
		}
	}

	/**
	 * The rest of a broken blob is of no use to anybody.
	 */
	private void abort(String ref) {
		try {
			this.content.abort(ref);
		}
		catch (NotFoundException ex) {
			logger.debug("Ingest {} was gone already", ref);
		}
		catch (ContainerdException ex) {
			// The daemon may still be writing what was cancelled.
			logger.debug("Ingest {} could not be removed, it ends with its lease", ref, ex);
		}
	}

	/**
	 * Counts what is read, and tells of it where the blob is known.
	 */
	private final class Counted extends FilterInputStream {

		private final @Nullable Descriptor blob;

		private long count;

		Counted(InputStream input, @Nullable Descriptor blob) {
			super(input);
			this.blob = blob;
		}

		@Override
		public int read() throws IOException {
			byte[] one = new byte[1];
			return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
		}

		@Override
		public int read(byte[] target, int offset, int length) throws IOException {
			int read = super.read(target, offset, length);
			if (read > 0) {
				this.count += read;
				if (this.blob != null) {
					BlobIngest.this.progress.report(Phase.TRANSFERRING, this.blob, this.count);
				}
			}
			return read;
		}

		@Override
		public boolean markSupported() {
			return false;
		}

	}

}

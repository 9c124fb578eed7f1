package io.github.containerd4j.image;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

import io.github.containerd4j.AlreadyExistsException;
import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.content.ContentStore;
import io.github.containerd4j.content.ContentWriter;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.content.WriteOptions;
import io.github.containerd4j.oci.OciDescriptor;
import io.github.containerd4j.progress.ImageProgress.Phase;
import io.github.containerd4j.progress.ProgressReporter;
import io.github.containerd4j.registry.Repository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings blobs from a repository into the content store. A blob that is there already, or
 * that another pull brings meanwhile, is as good as fetched.
 */
final class BlobFetcher {

	private static final Logger logger = LoggerFactory.getLogger(BlobFetcher.class);

	private static final int BUFFER_SIZE = 128 * 1024;

	private final ContentStore content;

	private final Repository repository;

	private final SourceLabel source;

	private final TransferControl control;

	private final ProgressReporter progress;

	private final IngestLock locks;

	BlobFetcher(ContentStore content, Repository repository, SourceLabel source, TransferControl control,
			ProgressReporter progress) {
		this.content = content;
		this.repository = repository;
		this.source = source;
		this.control = control;
		this.progress = progress;
		this.locks = new IngestLock(content, control, progress);
	}

	/**
	 * Stores a document that was fetched already.
	 */
	void store(Descriptor document, byte[] bytes, Map<String, String> labels) throws InterruptedException {
		try (ContentWriter writer = this.locks.open(document)) {
			writer.restart();
			writer.write(bytes);
			writer.commit(WriteOptions.none().withLabels(this.source.label()).withLabels(labels));
			this.progress.report(Phase.TRANSFERRED, document);
		}
		catch (AlreadyExistsException ex) {
			exists(document, labels);
		}
	}

	/**
	 * Fetches a blob. Blocks until it is in the content store.
	 */
	void fetch(OciDescriptor blob) throws IOException, InterruptedException {
		try {
			if (!tryFetch(blob, false)) {
				// What an earlier download has left did not belong to this blob.
				tryFetch(blob, true);
			}
		}
		catch (AlreadyExistsException ex) {
			exists(blob.content(), Map.of());
		}
	}

	/**
	 * Whether the blob was fetched; if not, it went on from bytes that were wrong.
	 */
	private boolean tryFetch(OciDescriptor blob, boolean fromStart) throws IOException, InterruptedException {
		boolean resumed = false;
		try (ContentWriter writer = this.locks.open(blob.content())) {
			if (fromStart || writer.offset() > blob.size()) {
				writer.restart();
			}
			resumed = writer.offset() > 0;
			copy(blob, writer);
			writer.commit(WriteOptions.none().withLabels(this.source.label()));
			this.progress.report(Phase.TRANSFERRED, blob.content());
			return true;
		}
		catch (FailedPreconditionException ex) {
			drop(blob.content());
			if (!resumed) {
				throw ex;
			}
			return false;
		}
	}

	private void copy(OciDescriptor blob, ContentWriter writer) throws IOException {
		long offset = writer.offset();
		if (offset == blob.size()) {
			return;
		}
		try (StallWatch.Moving moving = this.control.watch("blob " + blob.digest());
				InputStream input = open(blob, offset)) {
			this.control.closeOnStop(input);
			try {
				copy(input, writer, blob.content(), moving);
			}
			finally {
				this.control.forget(input);
			}
		}
	}

	private InputStream open(OciDescriptor blob, long offset) throws IOException {
		return blob.urls().isEmpty() ? this.repository.fetch(blob.content(), offset)
				: this.repository.fetchForeign(blob, offset);
	}

	private void copy(InputStream input, ContentWriter writer, Descriptor blob, StallWatch.Moving moving)
			throws IOException {
		byte[] buffer = new byte[(int) Math.min(BUFFER_SIZE, Math.max(1, blob.size()))];
		int count = input.read(buffer);
		while (count >= 0) {
			requireNoMore(blob, writer.offset() + count);
			writer.write(buffer, 0, count);
			moving.at(writer.offset());
			this.progress.report(Phase.TRANSFERRING, blob, writer.offset());
			count = input.read(buffer);
		}
	}

	// The daemon would take them all before it compares.
	private void requireNoMore(Descriptor blob, long size) {
		if (size > blob.size()) {
			throw this.control.subject()
				.refused("the registry sends more than the " + blob.size() + " bytes of blob " + blob.digest(), null);
		}
	}

	private void drop(Descriptor blob) {
		try {
			this.content.abort(IngestRefs.of(blob));
		}
		catch (ContainerdException ex) {
			// It is gone, or the daemon is still busy with its end; then it goes with the
			// lease. That the blob was wrong is what matters.
			logger.debug("The ingest of blob {} could not be dropped", blob.digest(), ex);
		}
	}

	private void exists(Descriptor blob, Map<String, String> labels) {
		Map<String, String> known = this.content.get(blob.digest()).labels();
		Map<String, String> missing = new HashMap<>(labels);
		missing.entrySet().removeIf((label) -> label.getValue().equals(known.get(label.getKey())));
		missing.putAll(this.source.addedTo(known));
		if (!missing.isEmpty()) {
			this.content.setLabels(blob.digest(), missing);
		}
		this.progress.report(Phase.EXISTS, blob);
	}

}

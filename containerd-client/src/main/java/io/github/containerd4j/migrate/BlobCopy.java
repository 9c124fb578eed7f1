package io.github.containerd4j.migrate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.content.ContentInfo;
import io.github.containerd4j.content.ContentStore;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.content.WriteOptions;
import io.github.containerd4j.rpc.CleanUp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Streams blobs from one content store to another one. Each side is asked for more only
 * as fast as the other one can, and a few MiB are in memory at a time.
 */
final class BlobCopy {

	private static final Logger logger = LoggerFactory.getLogger(BlobCopy.class);

	// What tells of the blob itself. Other labels are about things of the source.
	private static final String SOURCES = "containerd.io/distribution.source.";

	private final ContentStore source;

	private final ContentStore target;

	/**
	 * Copies under leases.
	 * @param source the store of the source, under a lease
	 * @param target the store of the target, under a lease, which gets what is copied and
	 * what is there already
	 */
	BlobCopy(ContentStore source, ContentStore target) {
		this.source = source;
		this.target = target;
	}

	/**
	 * Copies a blob if it is missing.
	 * @param blob the blob
	 * @param references the labels that keep what it refers to
	 */
	void copy(Descriptor blob, Map<String, String> references) {
		// Of our own, so that nobody else holds it locked.
		String ref = "copy-" + UUID.randomUUID() + "-" + blob.digest();
		try (BlobStream bytes = new BlobStream(this.source, blob)) {
			this.target.write(ref, bytes, WriteOptions.of(blob));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (ContainerdException ex) {
			CleanUp.run(() -> abort(ref));
			throw ex;
		}
		Map<String, String> labels = new HashMap<>(ownLabels(blob));
		labels.putAll(references);
		if (!labels.isEmpty()) {
			this.target.setLabels(blob.digest(), labels);
		}
	}

	private Map<String, String> ownLabels(Descriptor blob) {
		Map<String, String> own = new HashMap<>();
		this.source.find(blob.digest()).map(ContentInfo::labels).orElseGet(Map::of).forEach((key, value) -> {
			if (key.equals(ContentInfo.UNCOMPRESSED_LABEL) || key.startsWith(SOURCES)) {
				own.put(key, value);
			}
		});
		return own;
	}

	private void abort(String ref) {
		try {
			this.target.abort(ref);
		}
		catch (ContainerdException ex) {
			logger.debug("Ingest {} ends with its lease", ref, ex);
		}
	}

}

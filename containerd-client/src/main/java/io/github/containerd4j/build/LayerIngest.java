package io.github.containerd4j.build;

import java.io.OutputStream;
import java.util.Map;
import java.util.UUID;

import io.github.containerd4j.AlreadyExistsException;
import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.content.ContentInfo;
import io.github.containerd4j.content.ContentStore;
import io.github.containerd4j.content.ContentWriter;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.content.WriteOptions;
import io.github.containerd4j.rpc.CleanUp;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ingest of one layer, which leaves nothing behind when it is closed without a
 * commit.
 */
final class LayerIngest implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(LayerIngest.class);

	private final ContentStore content;

	private final ContentWriter writer;

	private final HashedOutput output;

	private boolean committed;

	LayerIngest(ContentStore content) {
		this.content = content;
		// What is in it is not known yet, so nobody could share or resume it.
		this.writer = content.writer("layer-build-" + UUID.randomUUID(), WriteOptions.none());
		this.output = new HashedOutput(this.writer.outputStream());
	}

	/**
	 * Where the bytes of the blob go.
	 */
	OutputStream output() {
		return this.output;
	}

	/**
	 * Makes the bytes a blob, which may exist already.
	 * @param mediaType the media type of the layer
	 * @param diffId the digest of the uncompressed tar; {@code null} if that is what was
	 * written
	 */
	Layer commit(String mediaType, @Nullable Digest diffId) {
		Descriptor descriptor = Descriptor.of(mediaType, this.output.digest(), this.output.size());
		Layer layer = new Layer(descriptor, (diffId != null) ? diffId : descriptor.digest());
		commit(layer.descriptor(), layer.diffId());
		this.committed = true;
		return layer;
	}

	private void commit(Descriptor descriptor, Digest diffId) {
		Map<String, String> labels = Map.of(ContentInfo.UNCOMPRESSED_LABEL, diffId.toString());
		try {
			this.writer.commit(WriteOptions.of(descriptor).withLabels(labels));
		}
		catch (AlreadyExistsException ex) {
			this.content.setLabels(descriptor.digest(), labels);
		}
	}

	@Override
	public void close() {
		CleanUp.run(() -> {
			this.writer.close();
			if (!this.committed) {
				abort();
			}
		});
	}

	private void abort() {
		try {
			this.content.abort(this.writer.ref());
		}
		catch (NotFoundException ex) {
			logger.trace("The daemon has dropped ingest {} already", this.writer.ref());
		}
		catch (ContainerdException ex) {
			logger.warn("Ingest {} could not be deleted, it ends with its lease: {}", this.writer.ref(),
					ex.getMessage());
			logger.debug("Why ingest {} could not be deleted", this.writer.ref(), ex);
		}
	}

}

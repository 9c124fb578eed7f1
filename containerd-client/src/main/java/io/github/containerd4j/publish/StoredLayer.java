package io.github.containerd4j.publish;

import java.util.Map;

import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.Failure;
import io.github.containerd4j.content.ContentInfo;
import io.github.containerd4j.content.ContentStore;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.oci.Compression;
import io.github.containerd4j.oci.MediaTypes;

/**
 * A layer that the daemon has made.
 *
 * @param descriptor the blob
 * @param diffId the digest of the tar in it
 */
record StoredLayer(Descriptor descriptor, Digest diffId) {

	// A tar without entries: two blocks of zeros.
	private static final Digest EMPTY = Digest.sha256(new byte[1024]);

	static StoredLayer of(ContentStore content, Descriptor layer) {
		Descriptor plain = layer.withAnnotations(Map.of());
		if (MediaTypes.compressionOf(layer.mediaType()).filter(Compression.NONE::equals).isPresent()) {
			return new StoredLayer(plain, layer.digest());
		}
		String label = content.get(layer.digest()).labels().get(ContentInfo.UNCOMPRESSED_LABEL);
		if (label == null) {
			Failure failure = new Failure("Diff.Diff", "layer", layer.digest().toString(), null,
					ErrorCode.FAILED_PRECONDITION);
			throw new FailedPreconditionException(
					failure.describe() + ": the differ of the daemon does not tell what the layer is uncompressed",
					failure, null);
		}
		return new StoredLayer(plain, Digest.parse(label));
	}

	/**
	 * Whether the container has changed nothing.
	 */
	boolean isEmpty() {
		return this.diffId.equals(EMPTY);
	}

}

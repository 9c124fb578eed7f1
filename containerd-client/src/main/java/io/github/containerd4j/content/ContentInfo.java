package io.github.containerd4j.content;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What containerd knows about a blob besides its bytes.
 *
 * @param digest the digest
 * @param size the size in bytes
 * @param labels the labels
 * @param createdAt when the blob was committed in this namespace; {@code null} if it is
 * not told
 * @param updatedAt when the labels were last changed; {@code null} if it is not told
 * @since 0.1.0
 */
public record ContentInfo(Digest digest, long size, Map<String, String> labels, @Nullable Instant createdAt,
		@Nullable Instant updatedAt) {

	/** The label of a layer that holds the digest of its uncompressed tar. */
	public static final String UNCOMPRESSED_LABEL = "containerd.io/uncompressed";

	/**
	 * Copies the labels.
	 * @param digest the digest
	 * @param size the size in bytes
	 * @param labels the labels
	 * @param createdAt when the blob was committed
	 * @param updatedAt when the labels were last changed
	 */
	public ContentInfo {
		labels = Map.copyOf(labels);
	}

}

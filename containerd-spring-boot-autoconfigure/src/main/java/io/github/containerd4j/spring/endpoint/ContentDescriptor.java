package io.github.containerd4j.spring.endpoint;

import java.time.Instant;
import java.util.Map;

import io.github.containerd4j.content.ContentInfo;
import org.jspecify.annotations.Nullable;

/**
 * One blob of the content store.
 *
 * @param digest the digest
 * @param size the size in bytes
 * @param labels the labels, with values that look like secrets masked
 * @param createdAt when it was committed
 * @param updatedAt when its labels were last changed
 * @since 0.1.0
 */
public record ContentDescriptor(String digest, long size, Map<String, String> labels, @Nullable Instant createdAt,
		@Nullable Instant updatedAt) {

	static ContentDescriptor of(ContentInfo content, ValueMask mask) {
		return new ContentDescriptor(content.digest().toString(), content.size(), mask.labels(content.labels()),
				content.createdAt(), content.updatedAt());
	}

}

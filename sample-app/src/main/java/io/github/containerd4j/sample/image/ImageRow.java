package io.github.containerd4j.sample.image;

import java.time.Instant;
import java.util.Map;

import io.github.containerd4j.image.Image;
import io.github.containerd4j.image.ImageInfo;
import org.jspecify.annotations.Nullable;

/**
 * An image as the page gets it.
 *
 * @param namespace where it is
 * @param name its name
 * @param digest what the name stands for
 * @param size the bytes of its content; {@code null} if it cannot be read
 * @param createdAt when the record was made
 * @param labels its labels
 */
record ImageRow(String namespace, String name, String digest, @Nullable Long size, @Nullable Instant createdAt,
		Map<String, String> labels) {

	static ImageRow of(String namespace, Image image, @Nullable Long size) {
		ImageInfo info = image.info();
		return new ImageRow(namespace, info.name(), info.target().digest().toString(), size, info.createdAt(),
				info.labels());
	}

}

package io.github.containerd4j.spring.endpoint;

import java.time.Instant;
import java.util.Map;

import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.image.ImageInfo;
import org.jspecify.annotations.Nullable;

/**
 * One image.
 *
 * @param name the name
 * @param labels the labels, with values that look like secrets masked
 * @param target the content that the name stands for
 * @param createdAt when the record was created
 * @param updatedAt when the record was last changed
 * @since 0.1.0
 */
public record ImageDescriptor(String name, Map<String, String> labels, Target target, @Nullable Instant createdAt,
		@Nullable Instant updatedAt) {

	static ImageDescriptor of(ImageInfo image, ValueMask mask) {
		return new ImageDescriptor(image.name(), mask.labels(image.labels()), target(image.target(), mask),
				image.createdAt(), image.updatedAt());
	}

	private static Target target(Descriptor target, ValueMask mask) {
		return new Target(target.mediaType(), target.digest().toString(), target.size(),
				mask.labels(target.annotations()));
	}

	/**
	 * The content that an image stands for: its index or manifest.
	 *
	 * @param mediaType the media type
	 * @param digest the digest
	 * @param size the size in bytes
	 * @param annotations the annotations, with values that look like secrets masked
	 */
	public record Target(String mediaType, String digest, long size, Map<String, String> annotations) {
	}

}

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
 * @param details what its content tells; {@code null} if that was not read
 * @since 0.1.0
 */
public record ImageDescriptor(String name, Map<String, String> labels, Target target, @Nullable Instant createdAt,
		@Nullable Instant updatedAt, @Nullable Details details) {

	static ImageDescriptor of(ImageInfo image, ValueMask mask) {
		return of(image, mask, null);
	}

	static ImageDescriptor of(ImageInfo image, ValueMask mask, @Nullable Details details) {
		return new ImageDescriptor(image.name(), mask.labels(image.labels()), target(image.target(), mask),
				image.createdAt(), image.updatedAt(), details);
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

	/**
	 * What the content of an image tells of the platform that the daemon's host runs
	 * best.
	 *
	 * @param config the digest of its config, which other tools call the image's
	 * identifier; {@code null} if it could not be read
	 * @param platform what it runs on; {@code null} if it could not be read
	 * @param created when it was made; {@code null} if it does not tell
	 * @param size the bytes of its manifest, config and layers, compressed as they are;
	 * {@code null} if they could not be read
	 * @param problem why it could not be read; {@code null} if it could
	 */
	public record Details(@Nullable String config, @Nullable String platform, @Nullable Instant created,
			@Nullable Long size, @Nullable String problem) {
	}

}

package io.github.containerd4j.image;

import java.time.Instant;
import java.util.Map;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Labels;
import io.github.containerd4j.content.Descriptor;
import org.jspecify.annotations.Nullable;

/**
 * The record of an image: a name for content. The content may be missing, in part or as a
 * whole.
 *
 * @param name the name, any text: {@code alpine} and
 * {@code docker.io/library/alpine:latest} are two images
 * @param labels the labels
 * @param target the index or manifest that the name stands for
 * @param createdAt when the record was created; {@code null} before that
 * @param updatedAt when the record was last changed; {@code null} before it was created
 * @since 0.1.0
 */
public record ImageInfo(String name, Map<String, String> labels, Descriptor target, @Nullable Instant createdAt,
		@Nullable Instant updatedAt) {

	/**
	 * Copies the labels.
	 * @param name the name
	 * @param labels the labels
	 * @param target what the name stands for
	 * @param createdAt when the record was created
	 * @param updatedAt when the record was last changed
	 */
	public ImageInfo {
		labels = Map.copyOf(labels);
	}

	/**
	 * The record of an image that is to be created.
	 * @param name the name, not empty
	 * @param target what the name stands for, with a media type and a size above 0
	 * @return the record
	 * @throws InvalidArgumentException if containerd would refuse it
	 */
	public static ImageInfo of(String name, Descriptor target) {
		return of(name, target, Map.of());
	}

	/**
	 * The record of an image that is to be created, with labels.
	 * @param name the name, not empty
	 * @param target what the name stands for, with a media type and a size above 0
	 * @param labels the labels
	 * @return the record
	 * @throws InvalidArgumentException if containerd would refuse it
	 */
	public static ImageInfo of(String name, Descriptor target, Map<String, String> labels) {
		ImageMapper.checkedName(name);
		ImageMapper.checkedTarget(target);
		return new ImageInfo(name, Labels.require(labels), target, null, null);
	}

}

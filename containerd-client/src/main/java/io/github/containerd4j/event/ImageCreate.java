package io.github.containerd4j.event;

import java.util.Map;

/**
 * The record of an image was created. Topic {@code /images/create}.
 *
 * @param name the name of the image
 * @param labels the labels of the image
 * @since 0.1.0
 */
public record ImageCreate(String name, Map<String, String> labels) implements ImageEvent {

	/**
	 * Copies the collections.
	 * @param name the name of the image
	 * @param labels the labels of the image
	 */
	public ImageCreate {
		labels = Map.copyOf(labels);
	}

}

package io.github.containerd4j.event;

import java.util.Map;

/**
 * The record of an image was changed. Topic {@code /images/update}.
 *
 * @param name the name of the image
 * @param labels the labels of the image
 * @since 0.1.0
 */
public record ImageUpdate(String name, Map<String, String> labels) implements ImageEvent {

	/**
	 * Copies the collections.
	 * @param name the name of the image
	 * @param labels the labels of the image
	 */
	public ImageUpdate {
		labels = Map.copyOf(labels);
	}

}

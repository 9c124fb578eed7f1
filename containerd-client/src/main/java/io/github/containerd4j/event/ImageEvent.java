package io.github.containerd4j.event;

/**
 * The record of an image has changed.
 *
 * @since 0.1.0
 */
public sealed interface ImageEvent extends EventPayload permits ImageCreate, ImageUpdate, ImageDelete {

	/**
	 * The name of the image.
	 * @return the name of the image
	 */
	String name();

}

package io.github.containerd4j.image;

/**
 * Whether the registry is asked for an image that is there already.
 *
 * @since 0.1.0
 */
public enum PullPolicy {

	/**
	 * The registry is asked what the name stands for now. What is there already is not
	 * fetched again.
	 */
	ALWAYS,

	/** The registry is asked only if the image, or a part of its content, is missing. */
	MISSING,

	/** The registry is never asked; an image that is not there is an error. */
	NEVER

}

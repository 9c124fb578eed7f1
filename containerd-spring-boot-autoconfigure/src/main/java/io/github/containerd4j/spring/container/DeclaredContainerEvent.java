package io.github.containerd4j.spring.container;

import org.jspecify.annotations.Nullable;

/**
 * An application event: a step in the life of a declared container. Published on the
 * thread that takes the step, so a slow listener delays the next one.
 *
 * @param namespace the namespace
 * @param container the identifier of the container
 * @param step what has happened
 * @param failure why it failed, for {@link Step#FAILED}; else {@code null}
 * @since 0.1.0
 */
public record DeclaredContainerEvent(String namespace, String container, Step step, @Nullable Throwable failure) {

	/**
	 * What has happened.
	 */
	public enum Step {

		/** The image is there. */
		IMAGE_READY,

		/** The container was created. */
		CREATED,

		/** A container of the same declaration was there and is used. */
		ADOPTED,

		/** A container of another declaration was there and was deleted. */
		OUTDATED,

		/** The container was started. */
		STARTED,

		/** The container was stopped. */
		STOPPED,

		/** The container was deleted. */
		DELETED,

		/** The container runs on without the application. */
		LEFT,

		/** The container could not be started or stopped. */
		FAILED

	}

}

package io.github.containerd4j.embedded;

import org.jspecify.annotations.Nullable;

/**
 * A private daemon could not be started, stopped or given an image. The message says what
 * to install or to change.
 *
 * @since 0.1.0
 */
public class EmbeddedContainerdException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param message what happened and what to do
	 */
	public EmbeddedContainerdException(String message) {
		this(message, null);
	}

	/**
	 * Creates an exception.
	 * @param message what happened and what to do
	 * @param cause the cause, if any
	 */
	public EmbeddedContainerdException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}

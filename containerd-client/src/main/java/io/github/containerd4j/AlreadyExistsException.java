package io.github.containerd4j;

import org.jspecify.annotations.Nullable;

/**
 * An object of that name exists already in this namespace.
 *
 * @since 0.1.0
 */
public class AlreadyExistsException extends ContainerdException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param message what happened, in one line, including the daemon's own text
	 * @param failure what was tried
	 * @param cause the cause, if any
	 */
	public AlreadyExistsException(String message, Failure failure, @Nullable Throwable cause) {
		super(message, failure, cause);
	}

}

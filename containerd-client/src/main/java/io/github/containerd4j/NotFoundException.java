package io.github.containerd4j;

import org.jspecify.annotations.Nullable;

/**
 * The object does not exist in the namespace that was asked. Kinds are those of the
 * namespace: an object of another namespace is not found either.
 *
 * @since 0.1.0
 */
public class NotFoundException extends ContainerdException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param message what happened, in one line, including the daemon's own text
	 * @param failure what was tried
	 * @param cause the cause, if any
	 */
	public NotFoundException(String message, Failure failure, @Nullable Throwable cause) {
		super(message, failure, cause);
	}

}

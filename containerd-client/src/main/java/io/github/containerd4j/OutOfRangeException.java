package io.github.containerd4j;

import org.jspecify.annotations.Nullable;

/**
 * An offset lies outside of the content, or a write does not continue where the last one
 * ended.
 *
 * @since 0.1.0
 */
public class OutOfRangeException extends ContainerdException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param message what happened, in one line, including the daemon's own text
	 * @param failure what was tried
	 * @param cause the cause, if any
	 */
	public OutOfRangeException(String message, Failure failure, @Nullable Throwable cause) {
		super(message, failure, cause);
	}

}

package io.github.containerd4j;

import org.jspecify.annotations.Nullable;

/**
 * The object is in no state that allows the operation: a namespace that is not empty, a
 * snapshot with children, content whose size or digest differs from what was expected.
 *
 * @since 0.1.0
 */
public class FailedPreconditionException extends ContainerdException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param message what happened, in one line, including the daemon's own text
	 * @param failure what was tried
	 * @param cause the cause, if any
	 */
	public FailedPreconditionException(String message, Failure failure, @Nullable Throwable cause) {
		super(message, failure, cause);
	}

}

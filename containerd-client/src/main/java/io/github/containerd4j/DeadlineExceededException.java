package io.github.containerd4j;

import org.jspecify.annotations.Nullable;

/**
 * No answer came within the time limit of the call. Whether it had an effect is not
 * known.
 *
 * @since 0.1.0
 */
public class DeadlineExceededException extends ContainerdException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param message what happened, in one line, including the daemon's own text
	 * @param failure what was tried
	 * @param cause the cause, if any
	 */
	public DeadlineExceededException(String message, Failure failure, @Nullable Throwable cause) {
		super(message, failure, cause);
	}

}

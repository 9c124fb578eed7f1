package io.github.containerd4j;

import org.jspecify.annotations.Nullable;

/**
 * A concurrent operation got in the way. Trying again may succeed.
 *
 * @since 0.1.0
 */
public class AbortedException extends ContainerdException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param message what happened, in one line, including the daemon's own text
	 * @param failure what was tried
	 * @param cause the cause, if any
	 */
	public AbortedException(String message, Failure failure, @Nullable Throwable cause) {
		super(message, failure, cause);
	}

}

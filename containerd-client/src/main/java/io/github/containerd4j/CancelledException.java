package io.github.containerd4j;

import org.jspecify.annotations.Nullable;

/**
 * The call was cancelled: by closing what it belongs to, or because the calling thread
 * was interrupted (its interrupt flag is set again).
 *
 * @since 0.1.0
 */
public class CancelledException extends ContainerdException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param message what happened, in one line, including the daemon's own text
	 * @param failure what was tried
	 * @param cause the cause, if any
	 */
	public CancelledException(String message, Failure failure, @Nullable Throwable cause) {
		super(message, failure, cause);
	}

}

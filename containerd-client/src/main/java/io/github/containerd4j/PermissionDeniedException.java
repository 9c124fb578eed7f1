package io.github.containerd4j;

import org.jspecify.annotations.Nullable;

/**
 * Access was refused: by the mode of the socket file, or by a proxy before the daemon.
 *
 * @since 0.1.0
 */
public class PermissionDeniedException extends ContainerdException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param message what happened, in one line, including the daemon's own text
	 * @param failure what was tried
	 * @param cause the cause, if any
	 */
	public PermissionDeniedException(String message, Failure failure, @Nullable Throwable cause) {
		super(message, failure, cause);
	}

}

package io.github.containerd4j;

import org.jspecify.annotations.Nullable;

/**
 * The client was closed before or during the call.
 *
 * @since 0.1.0
 */
public class ClientClosedException extends ContainerdException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param message what happened, in one line, including the daemon's own text
	 * @param failure what was tried
	 * @param cause the cause, if any
	 */
	public ClientClosedException(String message, Failure failure, @Nullable Throwable cause) {
		super(message, failure, cause);
	}

}

package io.github.containerd4j;

import org.jspecify.annotations.Nullable;

/**
 * A message is larger than what one of the two sides accepts. containerd limits messages
 * to 16 MiB unless its configuration says otherwise.
 *
 * @since 0.1.0
 */
public class ResourceExhaustedException extends ContainerdException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param message what happened, in one line, including the daemon's own text
	 * @param failure what was tried
	 * @param cause the cause, if any
	 */
	public ResourceExhaustedException(String message, Failure failure, @Nullable Throwable cause) {
		super(message, failure, cause);
	}

}

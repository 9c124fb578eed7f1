package io.github.containerd4j;

import org.jspecify.annotations.Nullable;

/**
 * There is no room for something: a disk is full, of the daemon's host or of this one, or
 * a message is larger than what one of the two sides accepts. containerd limits messages
 * to 16 MiB unless its configuration says otherwise. A full disk is told by the operating
 * system's words, and the message says where to make room.
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

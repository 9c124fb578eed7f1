package io.github.containerd4j;

import org.jspecify.annotations.Nullable;

/**
 * The daemon is not there, went away during the call, or holds a lock on the resource (an
 * ingest that another writer has open). Trying again later may succeed; whether the call
 * had an effect is not known.
 *
 * @since 0.1.0
 */
public class UnavailableException extends ContainerdException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param message what happened, in one line, including the daemon's own text
	 * @param failure what was tried
	 * @param cause the cause, if any
	 */
	public UnavailableException(String message, Failure failure, @Nullable Throwable cause) {
		super(message, failure, cause);
	}

}

package io.github.containerd4j.checkpoint;

import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.Failure;
import org.jspecify.annotations.Nullable;

/**
 * CRIU is not where the daemon looks for it, does not fit the kernel, or cannot dump or
 * restore these processes. The message says which, quotes CRIU's log where it can be read
 * on this machine, and says what to do. The task is as it was before.
 *
 * @since 0.1.0
 */
public class CriuException extends FailedPreconditionException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param message what happened and what to do, in one line
	 * @param failure what was tried
	 * @param cause the shim's answer
	 */
	public CriuException(String message, Failure failure, @Nullable Throwable cause) {
		super(message, failure, cause);
	}

}

package io.github.containerd4j;

import org.jspecify.annotations.Nullable;

/**
 * The daemon does not know the service or method, because it is too old or because the
 * plugin is disabled, or it does not support the combination that was asked for. The
 * message names the version that brought the method.
 *
 * @since 0.1.0
 */
public class UnimplementedException extends ContainerdException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param message what happened, in one line, including the daemon's own text
	 * @param failure what was tried
	 * @param cause the cause, if any
	 */
	public UnimplementedException(String message, Failure failure, @Nullable Throwable cause) {
		super(message, failure, cause);
	}

}

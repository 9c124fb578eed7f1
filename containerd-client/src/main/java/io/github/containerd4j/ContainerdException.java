package io.github.containerd4j;

import org.jspecify.annotations.Nullable;

/**
 * A call to containerd that failed. The subclasses are what a caller does next; whoever
 * only reports catches this one. No exception of gRPC leaves this library.
 *
 * @since 0.1.0
 */
public class ContainerdException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient Failure failure;

	/**
	 * Creates an exception.
	 * @param message what happened, in one line, including the daemon's own text
	 * @param failure what was tried
	 * @param cause the cause, if any
	 */
	public ContainerdException(String message, Failure failure, @Nullable Throwable cause) {
		super(message, cause);
		this.failure = failure;
	}

	/**
	 * What was tried, on what, and how it ended.
	 * @return the failure
	 */
	public Failure failure() {
		return this.failure;
	}

	/**
	 * The class of the failure.
	 * @return the code
	 */
	public ErrorCode code() {
		return this.failure.code();
	}

}

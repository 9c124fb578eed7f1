package io.github.containerd4j;

import org.jspecify.annotations.Nullable;

/**
 * An argument is wrong: a bad identifier, label, digest, filter, address or field. Most
 * of these are found before anything is sent.
 *
 * @since 0.1.0
 */
public class InvalidArgumentException extends ContainerdException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param message what happened, in one line, including the daemon's own text
	 * @param failure what was tried
	 * @param cause the cause, if any
	 */
	public InvalidArgumentException(String message, Failure failure, @Nullable Throwable cause) {
		super(message, failure, cause);
	}

	/**
	 * Creates an exception for a value that was refused before anything was sent.
	 * @param kind what the value is, such as {@code container id}
	 * @param value the refused value
	 * @param reason what is wrong with it, and what would be right
	 * @return the exception
	 */
	public static InvalidArgumentException of(String kind, @Nullable String value, String reason) {
		Failure failure = new Failure("validate", kind, value, null, ErrorCode.INVALID_ARGUMENT);
		String shown = (value != null) ? " \"" + value + "\"" : "";
		return new InvalidArgumentException("invalid " + kind + shown + ": " + reason, failure, null);
	}

}

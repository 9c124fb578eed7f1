package io.github.containerd4j.oci;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import org.jspecify.annotations.Nullable;

/**
 * A document or an archive of an image breaks the rules: no JSON, confused about its
 * type, too large, or of a kind that is not supported. Trying again does not help.
 *
 * @since 0.1.0
 */
public class ImageFormatException extends ContainerdException {

	private static final long serialVersionUID = 1L;

	private final String reason;

	/**
	 * Creates an exception.
	 * @param reason what is wrong with it
	 * @param failure what was tried
	 * @param cause the cause, if any
	 */
	public ImageFormatException(String reason, Failure failure, @Nullable Throwable cause) {
		super(failure.describe() + ": " + reason, failure, cause);
		this.reason = reason;
	}

	/**
	 * Creates an exception.
	 * @param kind what the thing is, such as {@code image manifest}
	 * @param id its name or digest; {@code null} if it has none
	 * @param reason what is wrong with it
	 * @return the exception
	 */
	public static ImageFormatException of(String kind, @Nullable String id, String reason) {
		return of(kind, id, reason, null);
	}

	/**
	 * Creates an exception that has a cause.
	 * @param kind what the thing is, such as {@code image manifest}
	 * @param id its name or digest; {@code null} if it has none
	 * @param reason what is wrong with it
	 * @param cause the cause, if any
	 * @return the exception
	 */
	public static ImageFormatException of(String kind, @Nullable String id, String reason, @Nullable Throwable cause) {
		Failure failure = new Failure("read", kind, id, null, ErrorCode.INVALID_ARGUMENT);
		return new ImageFormatException(reason, failure, cause);
	}

	/**
	 * The same for a thing whose name the reader did not know.
	 */
	ImageFormatException named(String kind, String id) {
		return of(kind, id, this.reason, this);
	}

}

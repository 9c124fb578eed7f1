package io.github.containerd4j.host;

import io.github.containerd4j.AbortedException;
import io.github.containerd4j.AlreadyExistsException;
import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.Failure;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.PermissionDeniedException;
import io.github.containerd4j.ResourceExhaustedException;
import io.github.containerd4j.UnimplementedException;
import org.jspecify.annotations.Nullable;

/**
 * The one place where an error of this machine becomes an exception of the library.
 *
 * @since 0.1.0
 */
public final class HostFailures {

	private HostFailures() {
	}

	/**
	 * Tells the failure of a system call.
	 * @param operation what was tried, such as {@code mount}
	 * @param kind the kind of thing, such as {@code directory}
	 * @param id its name
	 * @param cause what the kernel said
	 * @return the exception of the kernel's number
	 */
	public static ContainerdException of(String operation, String kind, String id, SystemCallException cause) {
		return of(operation, kind, id, Errno.code(cause.errno()), String.valueOf(cause.getMessage()), cause);
	}

	/**
	 * Tells a failure.
	 * @param operation what was tried, such as {@code mount}
	 * @param kind the kind of thing, such as {@code directory}
	 * @param id its name
	 * @param code the class of the failure
	 * @param reason what happened, and what to do
	 * @param cause the cause, if any
	 * @return the exception of the class
	 */
	public static ContainerdException of(String operation, String kind, String id, ErrorCode code, String reason,
			@Nullable Throwable cause) {
		Failure failure = new Failure(operation, kind, id, null, code);
		String message = failure.describe() + ": " + reason;
		return switch (code) {
			case PERMISSION_DENIED -> new PermissionDeniedException(message, failure, cause);
			case NOT_FOUND -> new NotFoundException(message, failure, cause);
			case FAILED_PRECONDITION -> new FailedPreconditionException(message, failure, cause);
			case INVALID_ARGUMENT -> new InvalidArgumentException(message, failure, cause);
			case ALREADY_EXISTS -> new AlreadyExistsException(message, failure, cause);
			case ABORTED -> new AbortedException(message, failure, cause);
			case RESOURCE_EXHAUSTED -> new ResourceExhaustedException(message, failure, cause);
			case UNIMPLEMENTED -> new UnimplementedException(message, failure, cause);
			default -> new ContainerdException(message, failure, cause);
		};
	}

}

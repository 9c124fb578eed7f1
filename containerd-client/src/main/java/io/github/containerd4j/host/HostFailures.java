package io.github.containerd4j.host;

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
 */
final class HostFailures {

	private HostFailures() {
	}

	static ContainerdException of(String operation, String kind, String id, SystemCallException cause) {
		return of(operation, kind, id, Errno.code(cause.errno()), String.valueOf(cause.getMessage()), cause);
	}

	static ContainerdException of(String operation, String kind, String id, ErrorCode code, String reason,
			@Nullable Throwable cause) {
		Failure failure = new Failure(operation, kind, id, null, code);
		String message = failure.describe() + ": " + reason;
		return switch (code) {
			case PERMISSION_DENIED -> new PermissionDeniedException(message, failure, cause);
			case NOT_FOUND -> new NotFoundException(message, failure, cause);
			case FAILED_PRECONDITION -> new FailedPreconditionException(message, failure, cause);
			case INVALID_ARGUMENT -> new InvalidArgumentException(message, failure, cause);
			case RESOURCE_EXHAUSTED -> new ResourceExhaustedException(message, failure, cause);
			case UNIMPLEMENTED -> new UnimplementedException(message, failure, cause);
			default -> new ContainerdException(message, failure, cause);
		};
	}

}

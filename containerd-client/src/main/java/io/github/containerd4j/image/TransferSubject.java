package io.github.containerd4j.image;

import io.github.containerd4j.CancelledException;
import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.DeadlineExceededException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.UnavailableException;
import io.github.containerd4j.UnimplementedException;
import org.jspecify.annotations.Nullable;

/**
 * What a transfer does and to which image: for its errors.
 */
record TransferSubject(String operation, String image, String namespace) {

	Failure failure(ErrorCode code) {
		return new Failure(this.operation, "image", this.image, this.namespace, code);
	}

	CancelledException cancelled(String reason, @Nullable Throwable cause) {
		Failure failure = failure(ErrorCode.CANCELLED);
		return new CancelledException(failure.describe() + ": " + reason, failure, cause);
	}

	DeadlineExceededException late(String reason) {
		Failure failure = failure(ErrorCode.DEADLINE_EXCEEDED);
		return new DeadlineExceededException(failure.describe() + ": " + reason, failure, null);
	}

	NotFoundException notFound(String reason) {
		Failure failure = failure(ErrorCode.NOT_FOUND);
		return new NotFoundException(failure.describe() + ": " + reason, failure, null);
	}

	UnimplementedException unimplemented(String reason) {
		Failure failure = failure(ErrorCode.UNIMPLEMENTED);
		return new UnimplementedException(failure.describe() + ": " + reason, failure, null);
	}

	InvalidArgumentException invalid(String reason) {
		Failure failure = failure(ErrorCode.INVALID_ARGUMENT);
		return new InvalidArgumentException(failure.describe() + ": " + reason, failure, null);
	}

	FailedPreconditionException refused(String reason, @Nullable Throwable cause) {
		Failure failure = failure(ErrorCode.FAILED_PRECONDITION);
		return new FailedPreconditionException(failure.describe() + ": " + reason, failure, cause);
	}

	UnavailableException broken(String reason, @Nullable Throwable cause) {
		Failure failure = failure(ErrorCode.UNAVAILABLE);
		return new UnavailableException(failure.describe() + ": " + reason, failure, cause);
	}

	ContainerdException unknown(String reason, @Nullable Throwable cause) {
		Failure failure = failure(ErrorCode.UNKNOWN);
		return new ContainerdException(failure.describe() + ": " + reason, failure, cause);
	}

}

package io.github.containerd4j.rpc;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.github.containerd4j.AbortedException;
import io.github.containerd4j.AlreadyExistsException;
import io.github.containerd4j.CancelledException;
import io.github.containerd4j.ClientClosedException;
import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.DeadlineExceededException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.Failure;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.OutOfRangeException;
import io.github.containerd4j.PermissionDeniedException;
import io.github.containerd4j.ResourceExhaustedException;
import io.github.containerd4j.UnavailableException;
import io.github.containerd4j.UnimplementedException;
import io.github.containerd4j.connection.Connection;
import io.github.containerd4j.connection.SocketDiagnosis;
import org.jspecify.annotations.Nullable;

/**
 * One call on its way: what it does, on what and where, and therefore how its failure is
 * told. This is the one place where a gRPC status becomes an exception.
 */
record Operation(MethodDescriptor<?, ?> method, Subject subject, @Nullable String namespace, Connection connection) {

	// What gRPC says when the peer has closed the connection without a word, as a process
	// that dies does.
	private static final String CLOSED_SILENTLY = "Network closed for unknown reason";

	ContainerdException failed(Status status) {
		ErrorCode code = classified(status);
		Failure failure = failure(code);
		if (this.connection.isClosed()) {
			return new ClientClosedException(failure.describe() + ": the client is closed",
					failure(ErrorCode.CANCELLED), null);
		}
		boolean lost = isLost(code, status);
		if (lost || code == ErrorCode.UNAVAILABLE) {
			this.connection.noteLoss();
		}
		if (lost) {
			return unreachable(status);
		}
		return toException(message(failure, status), failure, status.getCause());
	}

	/**
	 * The class of a failure: the daemon's own, except that it has none for a full disk.
	 */
	private static ErrorCode classified(Status status) {
		ErrorCode code = ErrorCode.valueOf(status.getCode().name());
		boolean unclassified = code == ErrorCode.UNKNOWN || code == ErrorCode.INTERNAL;
		return (unclassified && FullDisk.isMeantBy(status.getDescription())) ? ErrorCode.RESOURCE_EXHAUSTED : code;
	}

	ContainerdException timedOut(Duration timeout) {
		Failure failure = failure(ErrorCode.DEADLINE_EXCEEDED);
		return new DeadlineExceededException(
				failure.describe() + ": no answer from " + this.connection.address() + " within " + readable(timeout),
				failure, null);
	}

	ContainerdException cancelled(String reason, @Nullable Throwable cause) {
		Failure failure = failure(ErrorCode.CANCELLED);
		return new CancelledException(failure.describe() + ": " + reason, failure, cause);
	}

	/**
	 * Whether the transport failed, and not the daemon: its answers come without a cause.
	 * A request that is written at the moment when the connection ends fails as UNKNOWN.
	 */
	private static boolean isLost(ErrorCode code, Status status) {
		return switch (code) {
			case UNKNOWN -> status.getCause() instanceof IOException;
			case UNAVAILABLE ->
				status.getCause() instanceof IOException || CLOSED_SILENTLY.equals(status.getDescription());
			default -> false;
		};
	}

	private ContainerdException unreachable(Status status) {
		Optional<SocketDiagnosis> diagnosis = this.connection.diagnose();
		ErrorCode code = diagnosis.map(SocketDiagnosis::code).orElse(ErrorCode.UNAVAILABLE);
		String reason = diagnosis.map(SocketDiagnosis::describe)
			.orElseGet(() -> "the connection to " + this.connection.address() + " was lost or refused");
		Failure failure = failure(code);
		return toException(failure.describe() + ": " + reason, failure, status.getCause());
	}

	private String message(Failure failure, Status status) {
		String text = failure.describe() + ": " + status.getCode() + describe(status);
		ErrorCode code = failure.code();
		if (code == ErrorCode.RESOURCE_EXHAUSTED && FullDisk.isMeantBy(status.getDescription())) {
			return text + FullDisk.ADVICE;
		}
		if (code != ErrorCode.UNIMPLEMENTED || !isMissing(status)) {
			return text;
		}
		String since = ApiHistory.since(this.method.getServiceName(), this.method.getFullMethodName());
		return (since != null) ? text + "; containerd " + since + " or newer is needed" : text;
	}

	/**
	 * Whether the daemon lacks the method, and not something that the method was asked
	 * for. The texts are those of the gRPC servers in Go and in Java.
	 */
	private static boolean isMissing(Status status) {
		String description = status.getDescription();
		return description == null || description.startsWith("unknown ") || description.startsWith("Method not found");
	}

	private static String describe(Status status) {
		String description = status.getDescription();
		return (description != null && !description.isEmpty()) ? ": " + description : "";
	}

	private Failure failure(ErrorCode code) {
		String service = this.method.getServiceName();
		String shortName = (service != null) ? service.substring(service.lastIndexOf('.') + 1) : "";
		return new Failure(shortName + "." + this.method.getBareMethodName(), this.subject.kind(), this.subject.id(),
				this.namespace, code);
	}

	private static String readable(Duration timeout) {
		return (timeout.toMillis() % 1000 == 0) ? timeout.toSeconds() + " s" : timeout.toMillis() + " ms";
	}

	private static ContainerdException toException(String message, Failure failure, @Nullable Throwable cause) {
		return switch (failure.code()) {
			case CANCELLED -> new CancelledException(message, failure, cause);
			case INVALID_ARGUMENT -> new InvalidArgumentException(message, failure, cause);
			case DEADLINE_EXCEEDED -> new DeadlineExceededException(message, failure, cause);
			case NOT_FOUND -> new NotFoundException(message, failure, cause);
			case ALREADY_EXISTS -> new AlreadyExistsException(message, failure, cause);
			case PERMISSION_DENIED -> new PermissionDeniedException(message, failure, cause);
			case RESOURCE_EXHAUSTED -> new ResourceExhaustedException(message, failure, cause);
			case FAILED_PRECONDITION -> new FailedPreconditionException(message, failure, cause);
			case ABORTED -> new AbortedException(message, failure, cause);
			case OUT_OF_RANGE -> new OutOfRangeException(message, failure, cause);
			case UNIMPLEMENTED -> new UnimplementedException(message, failure, cause);
			case UNAVAILABLE -> new UnavailableException(message, failure, cause);
			case UNKNOWN, INTERNAL, DATA_LOSS, UNAUTHENTICATED -> new ContainerdException(message, failure, cause);
		};
	}

}

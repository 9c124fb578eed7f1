package io.github.containerd4j.registry;

import java.io.IOException;
import java.util.List;

import io.github.containerd4j.CancelledException;
import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import org.jspecify.annotations.Nullable;

/**
 * What is being done, on what and at which host, and therefore how its failure is told.
 * This is the one place where an answer of a registry becomes an exception. No address
 * with a query is ever shown: those of storage behind registries are signed, and so
 * secret.
 *
 * @param operation what is done, such as {@code Registry.Resolve}
 * @param kind what it is done to
 * @param id which one
 * @param host the host that is asked
 * @param repository the repository
 */
record Target(String operation, String kind, String id, String host, String repository) {

	Target at(String otherHost) {
		return new Target(this.operation, this.kind, this.id, otherHost, this.repository);
	}

	/**
	 * The failure that a status means.
	 * @param status the HTTP status
	 * @param body what the registry says of it
	 * @param identity who we were to it, for 401 and 403
	 * @return the exception
	 */
	ContainerdException refused(int status, ErrorBody body, String identity) {
		String text = this.host + " answers " + status + body.describe();
		RegistryAnswer answer = new RegistryAnswer(this.host, this.repository, status, body.codes());
		return switch (status) {
			case 401, 403 -> authentication(status, text + "; " + identity, answer);
			case 404 -> {
				Failure failure = failure(ErrorCode.NOT_FOUND);
				yield new RegistryNotFoundException(message(failure, text), failure, answer, null);
			}
			case 407 -> authentication(401,
					"the proxy before " + this.host
							+ " wants to know who we are: user and password belong into its address, and with TLS"
							+ " Java sends them only if started with -Djdk.http.auth.tunneling.disabledSchemes=",
					answer);
			case 429 -> {
				Failure failure = failure(ErrorCode.RESOURCE_EXHAUSTED);
				yield new RegistryRateLimitException(message(failure, text), failure, answer, null);
			}
			case 408, 500, 502, 503, 504 -> {
				Failure failure = failure(ErrorCode.UNAVAILABLE);
				yield new RegistryUnavailableException(message(failure, text), failure, answer, null);
			}
			default -> {
				Failure failure = failure(ErrorCode.UNKNOWN);
				yield new RegistryException(message(failure, text), failure, answer, null);
			}
		};
	}

	private ContainerdException authentication(int status, String text, RegistryAnswer answer) {
		Failure failure = failure((status == 401) ? ErrorCode.UNAUTHENTICATED : ErrorCode.PERMISSION_DENIED);
		return new RegistryAuthenticationException(message(failure, text), failure, answer, null);
	}

	/**
	 * Who we are is not accepted, for a reason of our own.
	 */
	ContainerdException unauthenticated(String reason) {
		return authentication(401, this.host + ": " + reason, silent());
	}

	/**
	 * No answer, or half of one.
	 */
	ContainerdException broken(IOException cause) {
		if (cause instanceof StalledException) {
			Failure failure = failure(ErrorCode.DEADLINE_EXCEEDED);
			return new RegistryTimeoutException(message(failure, this.host + " is silent: " + cause.getMessage()),
					failure, silent(), cause);
		}
		Failure failure = failure(ErrorCode.UNAVAILABLE);
		return new RegistryUnavailableException(message(failure, this.host + ": " + NetworkProblem.describe(cause)),
				failure, silent(), cause);
	}

	ContainerdException integrity(String reason) {
		Failure failure = failure(ErrorCode.DATA_LOSS);
		return new RegistryIntegrityException(message(failure, this.host + " " + reason), failure, silent(), null);
	}

	ContainerdException failed(String reason, @Nullable Throwable cause) {
		Failure failure = failure(ErrorCode.FAILED_PRECONDITION);
		return new RegistryException(message(failure, reason), failure, silent(), cause);
	}

	CancelledException cancelled(String reason, @Nullable Throwable cause) {
		Failure failure = failure(ErrorCode.CANCELLED);
		return new CancelledException(message(failure, reason), failure, cause);
	}

	private RegistryAnswer silent() {
		return new RegistryAnswer(this.host, this.repository, 0, List.of());
	}

	private Failure failure(ErrorCode code) {
		return new Failure(this.operation, this.kind, this.id, null, code);
	}

	private static String message(Failure failure, String text) {
		return failure.describe() + ": " + text;
	}

}

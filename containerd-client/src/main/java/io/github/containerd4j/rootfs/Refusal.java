package io.github.containerd4j.rootfs;

import io.github.containerd4j.AlreadyExistsException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.Failure;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;

/**
 * What an operation on a container says when it refuses to begin.
 *
 * @since 0.1.0
 */
public final class Refusal {

	private Refusal() {
	}

	/**
	 * The container is in no state for it.
	 * @param namespace the namespace
	 * @param operation what was wanted
	 * @param id the container
	 * @param reason why not
	 * @return the exception to throw
	 */
	public static FailedPreconditionException state(Namespace namespace, String operation, String id, String reason) {
		Failure failure = new Failure(operation, "container", id, namespace.name(), ErrorCode.FAILED_PRECONDITION);
		return new FailedPreconditionException(failure.describe() + ": " + reason, failure, null);
	}

	/**
	 * Something has the name already.
	 * @param namespace the namespace
	 * @param operation what was wanted
	 * @param kind what has the name
	 * @param name the name
	 * @return the exception to throw
	 */
	public static AlreadyExistsException taken(Namespace namespace, String operation, String kind, String name) {
		Failure failure = new Failure(operation, kind, name, namespace.name(), ErrorCode.ALREADY_EXISTS);
		return new AlreadyExistsException(failure.describe() + ": it exists already", failure, null);
	}

	/**
	 * There is nothing of that name.
	 * @param namespace the namespace
	 * @param operation what was wanted
	 * @param kind what is missing
	 * @param name the name
	 * @return the exception to throw
	 */
	public static NotFoundException missing(Namespace namespace, String operation, String kind, String name) {
		Failure failure = new Failure(operation, kind, name, namespace.name(), ErrorCode.NOT_FOUND);
		return new NotFoundException(failure.describe() + ": not found", failure, null);
	}

}

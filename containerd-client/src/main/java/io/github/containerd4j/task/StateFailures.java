package io.github.containerd4j.task;

import java.util.Set;
import java.util.function.Supplier;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.Failure;

/**
 * The shim tells that a process is in the wrong state with an error of no class, of which
 * only the text says so. The state itself is asked instead, and only after a failure.
 */
final class StateFailures {

	private final ProcessCalls calls;

	StateFailures(ProcessCalls calls) {
		this.calls = calls;
	}

	void explain(ProcessKey key, Set<TaskStatus> right, Runnable call) {
		explain(key, right, () -> {
			call.run();
			return key;
		});
	}

	/**
	 * Makes a call.
	 * @param key the process whose state counts
	 * @param right the states in which the call works
	 * @param call the call
	 * @return its answer
	 */
	<T> T explain(ProcessKey key, Set<TaskStatus> right, Supplier<T> call) {
		try {
			return call.get();
		}
		catch (ContainerdException ex) {
			throw (ex.code() == ErrorCode.UNKNOWN) ? explained(key, right, ex) : ex;
		}
	}

	private ContainerdException explained(ProcessKey key, Set<TaskStatus> right, ContainerdException failure) {
		TaskStatus status;
		try {
			status = this.calls.get(key).status();
		}
		catch (ContainerdException ex) {
			failure.addSuppressed(ex);
			return failure;
		}
		if (right.contains(status) || status == TaskStatus.UNKNOWN) {
			return failure;
		}
		Failure tried = failure.failure();
		Failure known = new Failure(tried.operation(), tried.kind(), tried.id(), tried.namespace(),
				ErrorCode.FAILED_PRECONDITION);
		return new FailedPreconditionException(
				failure.getMessage() + "; the " + key.subject().kind() + " is " + status + ", not " + describe(right),
				known, failure);
	}

	private static String describe(Set<TaskStatus> right) {
		return String.join(" or ", right.stream().map(Enum::name).sorted().toList());
	}

}

package io.github.containerd4j.spring.endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.DeadlineExceededException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import io.github.containerd4j.Identifiers;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.ResultStream;
import io.github.containerd4j.namespace.NamespaceInfo;

/**
 * The reading of one answer: all its calls together keep one deadline, and all its values
 * pass one mask.
 *
 * @param client the client
 * @param deadline when the answer must be complete
 * @param mask masks values
 */
record Reading(ContainerdClient client, Deadline deadline, ValueMask mask) {

	ContainerdClient daemon() {
		return this.client.withTimeout(this.deadline.left());
	}

	Namespace namespace(String name) {
		return this.client.namespace(name).withTimeout(this.deadline.left());
	}

	Namespace namespaceForHalf(String name) {
		return this.client.namespace(name).withTimeout(this.deadline.half());
	}

	Optional<NamespaceInfo> findNamespace(String name) {
		return daemon().namespaces().list().stream().filter((namespace) -> namespace.name().equals(name)).findFirst();
	}

	/**
	 * Reads a stream one by one, so that never more than a few records of the daemon are
	 * in memory. A stream keeps its time limit between two results; this keeps that of
	 * the whole answer.
	 */
	<S, T> List<T> read(ResultStream<S> stream, Function<S, T> description) {
		List<T> descriptions = new ArrayList<>();
		try (stream) {
			while (stream.hasNext()) {
				requireTime();
				descriptions.add(description.apply(stream.next()));
			}
		}
		return descriptions;
	}

	private void requireTime() {
		if (this.deadline.isOver()) {
			Failure failure = new Failure("read", "answer of the endpoint", null, null, ErrorCode.DEADLINE_EXCEEDED);
			throw new DeadlineExceededException("The answer is not complete after the endpoint's time limit, see "
					+ "'management.endpoint.containerd.timeout'", failure, null);
		}
	}

	/**
	 * A name that containerd would not accept is the name of nothing.
	 */
	static boolean isIdentifier(String name) {
		try {
			Identifiers.require("name", name);
			return true;
		}
		catch (InvalidArgumentException ex) {
			return false;
		}
	}

}

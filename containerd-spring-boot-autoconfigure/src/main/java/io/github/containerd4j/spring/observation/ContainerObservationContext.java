package io.github.containerd4j.spring.observation;

import io.github.containerd4j.operation.ContainerOperation;
import io.micrometer.observation.Observation;

/**
 * What is known about a creation, start, exec or stop that is observed.
 *
 * @since 0.1.0
 */
public final class ContainerObservationContext extends Observation.Context {

	private final ContainerOperation operation;

	private final String namespace;

	private final String container;

	/**
	 * Creates a context.
	 * @param operation what is being done
	 * @param namespace containerd's namespace
	 * @param container the identifier of the container
	 */
	public ContainerObservationContext(ContainerOperation operation, String namespace, String container) {
		this.operation = operation;
		this.namespace = namespace;
		this.container = container;
	}

	/**
	 * What is being done.
	 * @return the operation
	 */
	public ContainerOperation operation() {
		return this.operation;
	}

	/**
	 * Containerd's namespace.
	 * @return the namespace
	 */
	public String namespace() {
		return this.namespace;
	}

	/**
	 * The identifier of the container.
	 * @return the identifier
	 */
	public String container() {
		return this.container;
	}

}

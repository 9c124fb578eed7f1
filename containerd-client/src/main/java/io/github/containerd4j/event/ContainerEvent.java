package io.github.containerd4j.event;

/**
 * The record of a container has changed.
 *
 * @since 0.1.0
 */
public sealed interface ContainerEvent extends EventPayload permits ContainerCreate, ContainerUpdate, ContainerDelete {

	/**
	 * The container.
	 * @return the container
	 */
	String containerId();

}

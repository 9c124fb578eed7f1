package io.github.containerd4j.network;

/**
 * Where a container's network comes from.
 *
 * @since 0.1.0
 */
public enum NetworkMode {

	/** A network namespace of its own with nothing but the loopback interface. */
	NONE,

	/** The network of the machine: the container has no network namespace. */
	HOST,

	/** A network namespace of its own that CNI plugins connect. */
	CNI,

	/** The network namespace of another container's task. */
	CONTAINER

}

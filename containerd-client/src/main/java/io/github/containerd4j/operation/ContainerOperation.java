package io.github.containerd4j.operation;

/**
 * What is done with a container, as a whole and not call by call.
 *
 * @since 0.1.0
 */
public enum ContainerOperation {

	/** It is created from a specification. */
	CREATE,

	/** Its task is created and started. */
	START,

	/** A further process runs in it, from its start to its end. */
	EXEC,

	/** Its task is ended. */
	STOP

}

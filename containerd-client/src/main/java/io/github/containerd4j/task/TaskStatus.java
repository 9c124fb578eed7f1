package io.github.containerd4j.task;

/**
 * The state of a process, whether it is the first one of a task or a further one.
 *
 * @since 0.1.0
 */
public enum TaskStatus {

	/** Made and not started. */
	CREATED,

	/** Running. */
	RUNNING,

	/** Ended; its exit status is kept until it is deleted. */
	STOPPED,

	/** Frozen. */
	PAUSED,

	/** About to be frozen. */
	PAUSING,

	/** The shim does not know, or this library does not know the state. */
	UNKNOWN

}

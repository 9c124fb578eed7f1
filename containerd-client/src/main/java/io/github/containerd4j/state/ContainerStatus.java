package io.github.containerd4j.state;

import io.github.containerd4j.task.TaskStatus;

/**
 * What a container is doing: its record and its task in one word.
 *
 * @since 0.1.0
 */
public enum ContainerStatus {

	/** There is no such container. */
	MISSING,

	/** It has no task, or one that has ended. */
	STOPPED,

	/** Its task was created and not started. */
	CREATED,

	/** Its task runs. */
	RUNNING,

	/** Its task is frozen. */
	PAUSED,

	/** The shim does not tell, or this library does not know the state. */
	UNKNOWN;

	/**
	 * Whether its process lives and was started.
	 * @return {@code true} also for a frozen one
	 */
	public boolean isRunning() {
		return this == RUNNING || this == PAUSED;
	}

	static ContainerStatus of(TaskStatus status) {
		return switch (status) {
			case CREATED -> CREATED;
			case RUNNING, PAUSING -> RUNNING;
			case PAUSED -> PAUSED;
			case STOPPED -> STOPPED;
			case UNKNOWN -> UNKNOWN;
		};
	}

}

package io.github.containerd4j.event;

/**
 * Something happened to a task. Most of these come from the shim, so their order against
 * the events of the daemon itself is not guaranteed.
 *
 * @since 0.1.0
 */
public sealed interface TaskEvent extends EventPayload permits TaskCreate, TaskStart, TaskOom, TaskExit, TaskDelete,
		TaskExecAdded, TaskExecStarted, TaskPaused, TaskResumed, TaskCheckpointed {

	/**
	 * The container.
	 * @return the container
	 */
	String containerId();

}

package io.github.containerd4j.task;

/**
 * Takes part in the life of tasks: what they need from outside is made when they are
 * there and do not run yet, and removed when they are gone. A network is attached so.
 * Called on the thread that creates or deletes the task.
 *
 * @since 0.1.0
 */
public interface TaskHook {

	/**
	 * A task was created and was not started. Its process exists, with its namespaces.
	 * @param task the task
	 * @throws RuntimeException if it cannot get what it needs; it is deleted then, and
	 * {@link #deleted(String)} is called
	 */
	void created(Task task);

	/**
	 * A task is gone: it was deleted, or somebody else had done so already. May be called
	 * more than once for a task.
	 * @param containerId its container
	 * @throws RuntimeException if something stays behind; the task is gone in any case
	 */
	void deleted(String containerId);

	/**
	 * Does nothing.
	 * @return the hook
	 */
	static TaskHook none() {
		return NoHook.INSTANCE;
	}

}

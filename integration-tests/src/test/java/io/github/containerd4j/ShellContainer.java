package io.github.containerd4j;

import io.github.containerd4j.container.Container;
import io.github.containerd4j.spec.ContainerSpec;
import io.github.containerd4j.task.ExecResult;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.embedded.BusyboxImage;

/**
 * Busybox containers that do nothing by themselves, so that scripts can be run in them.
 */
public final class ShellContainer {

	private ShellContainer() {
	}

	/**
	 * What such a container is.
	 * @param id its identifier
	 * @return the specification
	 */
	public static ContainerSpec.Builder spec(String id) {
		return ContainerSpec.builder(id).image(BusyboxImage.REFERENCE).args("sleep", "100000");
	}

	/**
	 * Starts a container for the time of a script.
	 * @param container a container without a task
	 * @param script the script
	 * @return what the script wrote
	 */
	public static String run(Container container, String script) {
		Task task = container.start();
		try {
			return exec(task, script);
		}
		finally {
			container.task().ifPresent(Task::deleteForcibly);
		}
	}

	/**
	 * Runs a script.
	 * @param task a running task
	 * @param script the script
	 * @return what the script wrote
	 */
	public static String exec(Task task, String script) {
		ExecResult result = task.exec("sh", "-c", script);
		if (result.exitCode() != 0) {
			throw new AssertionError(script + " ended with " + result.exitCode() + ": " + result.stderr());
		}
		return result.stdout();
	}

}

package io.github.containerd4j.container;

import io.github.containerd4j.network.ContainerNetwork;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.task.TaskHook;

/**
 * Connects a container while it has a task.
 *
 * @param network the container's network
 */
record NetworkHook(ContainerNetwork network) implements TaskHook {

	@Override
	public void created(Task task) {
		this.network.attach(task.info().pid());
	}

	@Override
	public void deleted(String containerId) {
		this.network.detach();
	}

}

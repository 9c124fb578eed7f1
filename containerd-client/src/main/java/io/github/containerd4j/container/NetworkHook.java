package io.github.containerd4j.container;

import java.util.function.BooleanSupplier;

import io.github.containerd4j.network.ContainerNetwork;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.task.TaskHook;

/**
 * Connects a container while it has a task, unless its network is kept over all tasks.
 *
 * @param network the container's network
 * @param kept whether it is kept
 */
record NetworkHook(ContainerNetwork network, BooleanSupplier kept) implements TaskHook {

	@Override
	public void created(Task task) {
		if (!this.kept.getAsBoolean()) {
			this.network.attach(task.info().pid());
		}
	}

	@Override
	public void deleted(String containerId) {
		if (!this.kept.getAsBoolean()) {
			this.network.detach();
		}
	}

}

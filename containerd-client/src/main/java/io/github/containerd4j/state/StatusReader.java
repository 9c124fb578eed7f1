package io.github.containerd4j.state;

import io.github.containerd4j.Namespace;

/**
 * Asks what a container is doing.
 */
final class StatusReader {

	private final Namespace namespace;

	private final String id;

	StatusReader(Namespace namespace, String id) {
		this.namespace = namespace;
		this.id = id;
	}

	ContainerStatus read() {
		return read(this.namespace);
	}

	/**
	 * Reads through a view of the same namespace, such as one with another time limit.
	 */
	ContainerStatus read(Namespace view) {
		return view.tasks()
			.find(this.id)
			.map((task) -> ContainerStatus.of(task.info().status()))
			.orElseGet(() -> withoutTask(view));
	}

	private ContainerStatus withoutTask(Namespace view) {
		return view.containers().find(this.id).isPresent() ? ContainerStatus.STOPPED : ContainerStatus.MISSING;
	}

}

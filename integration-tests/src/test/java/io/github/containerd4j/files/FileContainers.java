package io.github.containerd4j.files;

import java.util.function.UnaryOperator;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.spec.ContainerSpec;
import io.github.containerd4j.test.TestDaemon;

/**
 * Busybox containers whose files are worked with.
 */
final class FileContainers {

	private final Namespace namespace;

	private final String image;

	FileContainers(TestDaemon daemon, Namespace namespace) {
		this.namespace = namespace;
		this.image = daemon.importBusybox(namespace);
	}

	Container create(State state) {
		return create(state, UnaryOperator.identity());
	}

	Container create(State state, UnaryOperator<ContainerSpec.Builder> change) {
		ContainerSpec.Builder spec = ContainerSpec.builder("files").image(this.image).args("sleep", "600");
		Container container = this.namespace.containers().create(change.apply(spec).build());
		if (state != State.STOPPED) {
			container.start();
		}
		if (state == State.PAUSED) {
			container.task().orElseThrow().pause();
		}
		return container;
	}

	/**
	 * Runs a command in a container that runs.
	 * @return what it wrote
	 */
	static String run(Container container, String script) {
		return container.task().orElseThrow().exec("sh", "-c", script).requireSuccess().stdout();
	}

	/**
	 * What the container does while its files are worked with.
	 */
	enum State {

		RUNNING, PAUSED, STOPPED

	}

}

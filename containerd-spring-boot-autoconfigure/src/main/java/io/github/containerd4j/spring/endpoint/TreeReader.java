package io.github.containerd4j.spring.endpoint;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.namespace.NamespaceInfo;
import io.github.containerd4j.version.ContainerdVersion;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tree of namespaces, containers and tasks. Two calls for each namespace,
 * whatever it holds; the daemon has no call that answers for all of them.
 */
final class TreeReader {

	private final Reading reading;

	TreeReader(Reading reading) {
		this.reading = reading;
	}

	DaemonDescriptor daemon() {
		ContainerdVersion version = this.reading.daemon().version().get();
		List<NamespaceDescriptor> namespaces = this.reading.daemon()
			.namespaces()
			.list()
			.stream()
			.map(this::namespace)
			.toList();
		return new DaemonDescriptor(this.reading.client().address().toString(), version.version(), version.revision(),
				namespaces);
	}

	NamespaceDescriptor namespace(NamespaceInfo namespace) {
		Map<String, TaskDescriptor> tasks = new HashMap<>();
		String problem = readTasks(namespace.name(), tasks);
		return new NamespaceDescriptor(namespace.name(), this.reading.mask().labels(namespace.labels()),
				containers(namespace.name(), tasks), problem);
	}

	/**
	 * A shim that does not answer fails the listing of its whole namespace. That must not
	 * hide the containers, so it gets half of the time that is left.
	 */
	private @Nullable String readTasks(String namespace, Map<String, TaskDescriptor> tasks) {
		try {
			this.reading.namespaceForHalf(namespace)
				.tasks()
				.list()
				.forEach((task) -> tasks.put(task.containerId(), TaskDescriptor.of(task.info())));
			return null;
		}
		catch (ContainerdException ex) {
			return ex.getMessage();
		}
	}

	private List<ContainerDescriptor> containers(String namespace, Map<String, TaskDescriptor> tasks) {
		return this.reading.read(this.reading.namespace(namespace).containers().stream(),
				(container) -> ContainerDescriptor.of(container.info(), tasks.get(container.id()),
						this.reading.mask()));
	}

}

package io.github.containerd4j.sample.tree;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.namespace.NamespaceInfo;
import io.github.containerd4j.task.ExitStatus;
import io.github.containerd4j.task.ProcessInfo;
import io.github.containerd4j.task.TaskStatus;
import org.jspecify.annotations.Nullable;

/**
 * Reads namespaces, containers and tasks: two calls for each namespace, however many
 * containers it has.
 */
public final class TreeReader {

	private static final Duration TASKS_TIMEOUT = Duration.ofSeconds(3);

	private final ContainerdClient client;

	/**
	 * Creates a reader.
	 * @param client the daemon to read from
	 */
	public TreeReader(ContainerdClient client) {
		this.client = client;
	}

	/**
	 * Reads everything.
	 * @return the namespaces, by name
	 */
	public List<NamespaceNode> read() {
		return this.client.namespaces().list().stream().map(this::read).toList();
	}

	/**
	 * Reads what is in a namespace.
	 * @param info the namespace
	 * @return the namespace with its containers
	 */
	public NamespaceNode read(NamespaceInfo info) {
		Namespace namespace = this.client.namespace(info.name());
		// Containers first: a container that goes meanwhile is then shown without its
		// task,
		// and not a task without its container.
		List<Container> containers = namespace.containers().list();
		Map<String, TaskNode> tasks = new HashMap<>();
		String problem = readTasks(namespace, tasks);
		List<ContainerNode> nodes = containers.stream()
			.map(Container::info)
			.map((container) -> ContainerNode.of(container, tasks.get(container.id())))
			.sorted(Comparator.comparing(ContainerNode::id))
			.toList();
		return new NamespaceNode(info.name(), new TreeMap<>(info.labels()), nodes, problem);
	}

	/**
	 * The daemon waits two seconds for each shim that does not answer, one after the
	 * other. Several of them must not hide the containers.
	 */
	private static @Nullable String readTasks(Namespace namespace, Map<String, TaskNode> tasks) {
		try {
			namespace.withTimeout(TASKS_TIMEOUT)
				.tasks()
				.list()
				.forEach((task) -> tasks.put(task.containerId(), task(task.info())));
			return null;
		}
		catch (ContainerdException ex) {
			return ex.getMessage();
		}
	}

	private static TaskNode task(ProcessInfo info) {
		ExitStatus exit = (info.status() == TaskStatus.STOPPED) ? info.exitStatus() : null;
		return new TaskNode(info.pid(), info.status().name(), (exit != null) ? exit.code() : null,
				(exit != null) ? exit.exitedAt() : null);
	}

}

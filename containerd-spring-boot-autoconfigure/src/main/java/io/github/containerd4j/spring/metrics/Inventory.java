package io.github.containerd4j.spring.metrics;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.ResultStream;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.namespace.NamespaceInfo;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.task.TaskStatus;

/**
 * How many containers and tasks the daemon holds.
 *
 * @param byNamespace the numbers of each namespace
 */
record Inventory(Map<String, Numbers> byNamespace) {

	/**
	 * The numbers of one namespace.
	 *
	 * @param containers the containers
	 * @param tasks the tasks of each status, those of no task too
	 */
	record Numbers(long containers, Map<TaskStatus, Long> tasks) {

	}

	static Inventory read(ContainerdClient client, Duration timeout) {
		Map<String, Numbers> numbers = new TreeMap<>();
		for (NamespaceInfo namespace : client.namespaces().list()) {
			numbers.put(namespace.name(), read(client.namespace(namespace.name()).withTimeout(timeout)));
		}
		return new Inventory(numbers);
	}

	private static Numbers read(Namespace namespace) {
		Map<TaskStatus, Long> tasks = new EnumMap<>(TaskStatus.class);
		// A series that vanishes with its last task would look like lost data.
		Arrays.stream(TaskStatus.values()).forEach((status) -> tasks.put(status, 0L));
		for (Task task : namespace.tasks().list()) {
			tasks.merge(task.info().status(), 1L, Long::sum);
		}
		return new Numbers(countContainers(namespace), tasks);
	}

	private static long countContainers(Namespace namespace) {
		try (ResultStream<Container> containers = namespace.containers().stream()) {
			return containers.stream().count();
		}
	}

}

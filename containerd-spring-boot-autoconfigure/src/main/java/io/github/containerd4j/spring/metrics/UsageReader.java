package io.github.containerd4j.spring.metrics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.Filter;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.ResultStream;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.spring.metrics.ContainerUsage.Key;
import io.github.containerd4j.task.TaskMetric;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what the selected containers use: for each namespace one call for the identifiers
 * and one for all statistics. Used by one thread at a time.
 */
final class UsageReader {

	private static final Logger logger = LoggerFactory.getLogger(UsageReader.class);

	private final ContainerdClient client;

	private final ContainerSelection selection;

	private final Duration timeout;

	private volatile Map<Key, ContainerUsage> before = Map.of();

	private volatile boolean tooMany;

	UsageReader(ContainerdClient client, ContainerSelection selection, Duration timeout) {
		this.client = client;
		this.selection = selection;
		this.timeout = timeout;
	}

	List<ContainerUsage> read() {
		Map<String, List<Key>> containers = containers().stream().collect(Collectors.groupingBy(Key::namespace));
		Map<Key, ContainerUsage> usages = new HashMap<>();
		containers.forEach((namespace, keys) -> read(namespace, keys, usages));
		this.before = usages;
		return List.copyOf(usages.values());
	}

	private void read(String namespace, List<Key> containers, Map<Key, ContainerUsage> usages) {
		Filter[] filters = containers.stream()
			.map((container) -> Filter.equal("id", container.id()))
			.toArray(Filter[]::new);
		for (TaskMetric metric : namespace(namespace).tasks().metrics(filters)) {
			Key container = new Key(namespace, metric.containerId());
			usages.put(container, ContainerUsage.of(container, metric.cgroup(), this.before.get(container)));
		}
	}

	private List<Key> containers() {
		List<Key> all = new ArrayList<>();
		for (String namespace : this.selection.namespaces()) {
			try (ResultStream<Container> containers = namespace(namespace).containers()
				.stream(this.selection.filters().toArray(Filter[]::new))) {
				containers.stream().map((container) -> new Key(namespace, container.id())).forEach(all::add);
			}
		}
		if (all.size() <= this.selection.maximum()) {
			this.tooMany = false;
			return all;
		}
		tellOnce(all.size());
		return all.stream()
			.sorted(Comparator.comparing(Key::namespace).thenComparing(Key::id))
			.limit(this.selection.maximum())
			.toList();
	}

	private void tellOnce(int number) {
		if (!this.tooMany) {
			logger.warn("{} containers match, but only {} of them get meters", number, this.selection.maximum());
			this.tooMany = true;
		}
	}

	private Namespace namespace(String name) {
		return this.client.namespace(name).withTimeout(this.timeout);
	}

}

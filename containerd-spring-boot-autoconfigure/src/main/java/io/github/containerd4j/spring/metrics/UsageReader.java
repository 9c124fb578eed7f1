package io.github.containerd4j.spring.metrics;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
 * Reads what the selected containers use: for each namespace one call for the containers
 * and one for all statistics, and one for the process of each container, whose interfaces
 * the kernel tells. Used by one thread at a time.
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
		Map<Key, Container> containers = containers();
		Map<String, List<Key>> keys = containers.keySet().stream().collect(Collectors.groupingBy(Key::namespace));
		Map<Key, ContainerUsage> usages = new HashMap<>();
		keys.forEach((namespace, ofNamespace) -> read(namespace(namespace), ofNamespace, containers, usages));
		this.before = usages;
		return List.copyOf(usages.values());
	}

	private void read(Namespace namespace, List<Key> keys, Map<Key, Container> containers,
			Map<Key, ContainerUsage> usages) {
		Filter[] filters = keys.stream().map((key) -> Filter.equal("id", key.id())).toArray(Filter[]::new);
		boolean here = namespace.hostMounts().isDaemonHere();
		for (TaskMetric metric : namespace.tasks().metrics(filters)) {
			Key key = new Key(namespace.name(), metric.containerId());
			Container container = containers.get(key);
			Traffic traffic = (here && container != null) ? Traffic.of(container) : null;
			usages.put(key, ContainerUsage.of(key, metric.cgroup(), traffic, this.before.get(key)));
		}
	}

	private Map<Key, Container> containers() {
		Map<Key, Container> all = new TreeMap<>(Comparator.comparing(Key::namespace).thenComparing(Key::id));
		for (String namespace : this.selection.namespaces()) {
			try (ResultStream<Container> containers = namespace(namespace).containers()
				.stream(this.selection.filters().toArray(Filter[]::new))) {
				containers.stream().forEach((container) -> all.put(new Key(namespace, container.id()), container));
			}
		}
		if (all.size() <= this.selection.maximum()) {
			this.tooMany = false;
			return all;
		}
		tellOnce(all.size());
		all.keySet().retainAll(all.keySet().stream().limit(this.selection.maximum()).collect(Collectors.toSet()));
		return all;
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

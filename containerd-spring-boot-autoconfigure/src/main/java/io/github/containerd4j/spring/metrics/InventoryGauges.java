package io.github.containerd4j.spring.metrics;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.containerd4j.spring.metrics.Inventory.Numbers;
import io.github.containerd4j.task.TaskStatus;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;

/**
 * The gauges of one registry whose rows come and go with the namespaces.
 */
final class InventoryGauges {

	private final MultiGauge containers;

	private final MultiGauge tasks;

	InventoryGauges(MeterRegistry registry) {
		this.containers = MultiGauge.builder("containerd.containers")
			.description("Containers, running or not")
			.register(registry);
		this.tasks = MultiGauge.builder("containerd.tasks").description("Tasks in a certain state").register(registry);
	}

	void show(Inventory inventory) {
		List<Map.Entry<String, Numbers>> namespaces = List.copyOf(inventory.byNamespace().entrySet());
		this.containers.register(namespaces.stream().map(InventoryGauges::containers).toList(), true);
		this.tasks.register(namespaces.stream().flatMap((entry) -> tasks(entry).stream()).toList(), true);
	}

	private static Row<?> containers(Map.Entry<String, Numbers> namespace) {
		return Row.of(Tags.of("namespace", namespace.getKey()), namespace.getValue().containers());
	}

	private static List<Row<?>> tasks(Map.Entry<String, Numbers> namespace) {
		return namespace.getValue()
			.tasks()
			.entrySet()
			.stream()
			.<Row<?>>map((tasks) -> row(namespace.getKey(), tasks.getKey(), tasks.getValue()))
			.toList();
	}

	private static Row<?> row(String namespace, TaskStatus status, long number) {
		return Row.of(Tags.of("namespace", namespace, "status", status.name().toLowerCase(Locale.ROOT)), number);
	}

}

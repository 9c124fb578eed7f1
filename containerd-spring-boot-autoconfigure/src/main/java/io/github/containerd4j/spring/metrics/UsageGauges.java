package io.github.containerd4j.spring.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import org.jspecify.annotations.Nullable;

/**
 * The gauges of one registry whose rows come and go with the containers.
 */
final class UsageGauges {

	private final Map<MultiGauge, Function<ContainerUsage, OptionalDouble>> gauges = new LinkedHashMap<>();

	UsageGauges(MeterRegistry registry) {
		add(registry, "cpu.usage", "processors", "Processors that were kept busy", ContainerUsage::processors);
		add(registry, "cpu.time", "seconds", "Processor time since the start", ContainerUsage::cpuSeconds);
		add(registry, "memory.used", "bytes", "Memory in use, page cache included", ContainerUsage::memory);
		add(registry, "memory.working.set", "bytes", "Memory in use that the kernel cannot easily take back",
				ContainerUsage::workingSet);
		add(registry, "memory.limit", "bytes", "Memory that may be used", ContainerUsage::memoryLimit);
		add(registry, "processes", null, "Processes and threads", ContainerUsage::processes);
		add(registry, "io.read", "bytes", "Bytes read from block devices", ContainerUsage::readBytes);
		add(registry, "io.written", "bytes", "Bytes written to block devices", ContainerUsage::writtenBytes);
		add(registry, "network.received", "bytes", "Bytes received from networks", ContainerUsage::receivedBytes);
		add(registry, "network.sent", "bytes", "Bytes sent to networks", ContainerUsage::sentBytes);
	}

	private void add(MeterRegistry registry, String name, @Nullable String unit, String description,
			Function<ContainerUsage, OptionalDouble> value) {
		this.gauges.put(MultiGauge.builder("containerd.container." + name)
			.baseUnit(unit)
			.description(description)
			.register(registry), value);
	}

	void show(List<ContainerUsage> usages) {
		this.gauges.forEach((gauge, value) -> gauge.register(rows(usages, value), true));
	}

	private static List<Row<?>> rows(List<ContainerUsage> usages, Function<ContainerUsage, OptionalDouble> value) {
		return usages.stream()
			.filter((usage) -> value.apply(usage).isPresent())
			.<Row<?>>map((usage) -> Row.of(tags(usage), value.apply(usage).getAsDouble()))
			.toList();
	}

	private static Tags tags(ContainerUsage usage) {
		return Tags.of("namespace", usage.container().namespace(), "container", usage.container().id());
	}

}

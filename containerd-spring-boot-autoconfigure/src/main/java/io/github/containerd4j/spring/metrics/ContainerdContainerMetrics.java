package io.github.containerd4j.spring.metrics;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.ContainerdException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gauges of what single containers use, by {@code namespace} and {@code container}:
 * {@code containerd.container.cpu.usage} (processors kept busy between two readings),
 * {@code .cpu.time}, {@code .memory.used}, {@code .memory.working.set},
 * {@code .memory.limit}, {@code .processes}, {@code .io.read}, {@code .io.written},
 * {@code .network.received} and {@code .network.sent}. What the kernel or the shim does
 * not tell has no gauge, and what is gone has none any more.
 * {@code containerd.containers.measured} is how many containers have gauges.
 * <p>
 * Reading a gauge never waits for the daemon, as with {@link ContainerdInventoryMetrics}:
 * it shows what was read last, and when that is old all of it is read again in the
 * background, with one call for the statistics of all containers of a namespace.
 *
 * @since 0.1.0
 */
public final class ContainerdContainerMetrics implements MeterBinder, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(ContainerdContainerMetrics.class);

	private final List<UsageGauges> gauges = new CopyOnWriteArrayList<>();

	private final UsageReader reader;

	private final BackgroundReading reading;

	private volatile double measured = Double.NaN;

	/**
	 * Creates the meters' source.
	 * @param client the client of the daemon
	 * @param selection the containers
	 * @param refreshInterval how old the numbers may become; also the longest time that a
	 * call for the numbers of a namespace may take
	 */
	public ContainerdContainerMetrics(ContainerdClient client, ContainerSelection selection, Duration refreshInterval) {
		this.reader = new UsageReader(client, selection, refreshInterval);
		this.reading = new BackgroundReading(refreshInterval, this::refresh);
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.gauges.add(new UsageGauges(registry));
		Gauge.builder("containerd.containers.measured", this::measured)
			.description("Containers that have meters of their own")
			.register(registry);
	}

	private double measured() {
		this.reading.startIfDue();
		return this.measured;
	}

	private void refresh() {
		try {
			List<ContainerUsage> usages = this.reader.read();
			show(usages, usages.size());
		}
		catch (ContainerdException ex) {
			logger.debug("What the daemon's containers use cannot be read", ex);
			show(List.of(), Double.NaN);
		}
	}

	private void show(List<ContainerUsage> usages, double measured) {
		this.gauges.forEach((gauges) -> gauges.show(usages));
		this.measured = measured;
	}

	/**
	 * Ends a reading that is under way. The gauges then keep their numbers.
	 */
	@Override
	public void close() {
		this.reading.close();
	}

}

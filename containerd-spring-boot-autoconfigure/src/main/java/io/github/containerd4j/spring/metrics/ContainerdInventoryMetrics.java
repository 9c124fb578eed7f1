package io.github.containerd4j.spring.metrics;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.ContainerdException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gauges of what the daemon holds: {@code containerd.namespaces},
 * {@code containerd.containers} by {@code namespace}, and {@code containerd.tasks} by
 * {@code namespace} and {@code status}.
 * <p>
 * Reading a gauge never waits for the daemon. It shows what was read last and starts a
 * new reading in the background when that is older than the refresh interval, so the
 * first scrape shows nothing yet, and nobody's scraping costs the daemon nothing. While
 * the daemon cannot be read, {@code containerd.namespaces} is not a number and the other
 * gauges are gone.
 *
 * @since 0.1.0
 */
public final class ContainerdInventoryMetrics implements MeterBinder, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(ContainerdInventoryMetrics.class);

	private static final Inventory NOTHING = new Inventory(Map.of());

	private final List<InventoryGauges> gauges = new CopyOnWriteArrayList<>();

	private final ContainerdClient client;

	private final Duration refreshInterval;

	private final BackgroundReading reading;

	private volatile double namespaces = Double.NaN;

	/**
	 * Creates the meters' source.
	 * @param client the client of the daemon
	 * @param refreshInterval how old the numbers may become; also the longest time that a
	 * call for the numbers of a namespace may take
	 */
	public ContainerdInventoryMetrics(ContainerdClient client, Duration refreshInterval) {
		this.client = client;
		this.refreshInterval = refreshInterval;
		this.reading = new BackgroundReading(refreshInterval, this::refresh);
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.gauges.add(new InventoryGauges(registry));
		Gauge.builder("containerd.namespaces", this::namespaces)
			.description("Namespaces of the daemon")
			.register(registry);
	}

	private double namespaces() {
		this.reading.startIfDue();
		return this.namespaces;
	}

	private void refresh() {
		try {
			Inventory inventory = Inventory.read(this.client, this.refreshInterval);
			show(inventory, inventory.byNamespace().size());
		}
		catch (ContainerdException ex) {
			logger.debug("The daemon's containers and tasks cannot be counted", ex);
			show(NOTHING, Double.NaN);
		}
	}

	private void show(Inventory inventory, double namespaces) {
		this.gauges.forEach((gauges) -> gauges.show(inventory));
		this.namespaces = namespaces;
	}

	/**
	 * Ends a reading that is under way. The gauges then keep their numbers.
	 */
	@Override
	public void close() {
		this.reading.close();
	}

}

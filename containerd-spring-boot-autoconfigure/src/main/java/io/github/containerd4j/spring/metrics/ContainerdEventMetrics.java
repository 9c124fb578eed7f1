package io.github.containerd4j.spring.metrics;

import java.util.function.ToLongFunction;

import io.github.containerd4j.event.EventSubscription;
import io.github.containerd4j.event.SubscriptionState;
import io.github.containerd4j.event.SubscriptionStatistics;
import io.github.containerd4j.spring.event.ContainerdEventPublisher;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Meters of the event stream: the gauge {@code containerd.events.connected} (1 or 0) and
 * the counters {@code containerd.events.received}, {@code .dropped}, {@code .gaps},
 * {@code .reconnects}, {@code .resynced} and {@code .listener.failures}.
 *
 * @since 0.1.0
 */
public final class ContainerdEventMetrics implements MeterBinder {

	private final ContainerdEventPublisher publisher;

	/**
	 * Creates the meters' source.
	 * @param publisher the publisher whose subscription is measured
	 */
	public ContainerdEventMetrics(ContainerdEventPublisher publisher) {
		this.publisher = publisher;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("containerd.events.connected", this.publisher, ContainerdEventMetrics::connected)
			.description("Whether the event stream is live")
			.register(registry);
		count(registry, "received", "Events that the daemon has sent", SubscriptionStatistics::received);
		count(registry, "dropped", "Events that slow listeners have cost", SubscriptionStatistics::dropped);
		count(registry, "gaps", "Holes in the event stream", SubscriptionStatistics::gaps);
		count(registry, "reconnects", "How often the stream was opened again", SubscriptionStatistics::reconnects);
		count(registry, "resynced", "Events found by listing and comparing", SubscriptionStatistics::resynced);
		count(registry, "listener.failures", "Events at which a listener threw",
				SubscriptionStatistics::listenerFailures);
	}

	private void count(MeterRegistry registry, String name, String description,
			ToLongFunction<SubscriptionStatistics> value) {
		FunctionCounter.builder("containerd.events." + name, this.publisher, (publisher) -> statistic(publisher, value))
			.description(description)
			.register(registry);
	}

	private static double connected(ContainerdEventPublisher publisher) {
		return publisher.subscription()
			.filter((subscription) -> subscription.state() == SubscriptionState.CONNECTED)
			.isPresent() ? 1 : 0;
	}

	private static double statistic(ContainerdEventPublisher publisher, ToLongFunction<SubscriptionStatistics> value) {
		return publisher.subscription().map(EventSubscription::statistics).map(value::applyAsLong).orElse(0L);
	}

}

package io.github.containerd4j.spring.event;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.github.containerd4j.event.ContainerdEvent;
import io.github.containerd4j.event.EventPayload;
import io.github.containerd4j.event.EventService;
import io.github.containerd4j.event.EventSubscription;
import io.github.containerd4j.event.SubscribeOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.ResolvableType;

/**
 * Publishes the daemon's events to the application's listeners, so that a method
 * {@code @EventListener void on(ContainerdEvent<TaskExit> event)} gets exactly the exits
 * of tasks, and {@code ContainerdEvent<?>} gets everything.
 * <p>
 * It starts as the last and stops as the first component, without waiting for the daemon.
 * Listeners run one after the other, in the order of the stream, on the thread of the
 * subscription: a slow one delays later events, not the connection. {@code @Async} moves
 * a listener to another thread and gives up the order. A listener that throws is logged
 * and ends nothing, but the remaining listeners of that one event are skipped. Events may
 * arrive before the application is ready, while its runners run.
 *
 * @since 0.1.0
 */
public final class ContainerdEventPublisher implements SmartLifecycle {

	private final Map<Class<?>, ResolvableType> types = new ConcurrentHashMap<>();

	private final EventService events;

	private final SubscribeOptions options;

	private final ApplicationEventPublisher publisher;

	private volatile @Nullable EventSubscription subscription;

	/**
	 * Creates a publisher.
	 * @param events where the events come from
	 * @param options which events, and what to do about losses
	 * @param publisher where they go
	 */
	public ContainerdEventPublisher(EventService events, SubscribeOptions options,
			ApplicationEventPublisher publisher) {
		this.events = events;
		this.options = options;
		this.publisher = publisher;
	}

	/**
	 * The running subscription, for its state and its numbers. Closing it is the
	 * publisher's business.
	 * @return the subscription; empty before the start and after the stop
	 */
	public Optional<EventSubscription> subscription() {
		return Optional.ofNullable(this.subscription);
	}

	@Override
	public void start() {
		this.subscription = this.events.subscribe(this.options, this::publish);
	}

	// Published as a plain object, the event would be one of an unknown payload to
	// Spring, and no listener for a certain payload would get it.
	private void publish(ContainerdEvent<? extends EventPayload> event) {
		ResolvableType type = this.types.computeIfAbsent(event.payload().getClass(),
				(payload) -> ResolvableType.forClassWithGenerics(ContainerdEvent.class, payload));
		this.publisher.publishEvent(new PayloadApplicationEvent<>(this, event, type));
	}

	@Override
	public void stop() {
		EventSubscription subscription = this.subscription;
		if (subscription != null) {
			subscription.close();
			this.subscription = null;
		}
	}

	@Override
	public boolean isRunning() {
		return this.subscription != null;
	}

}

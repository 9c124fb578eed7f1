package io.github.containerd4j.event;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.rpc.RpcClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A subscription with a thread of its own.
 */
final class DefaultEventSubscription implements EventSubscription {

	private static final Logger logger = LoggerFactory.getLogger(DefaultEventSubscription.class);

	private static final AtomicInteger COUNTER = new AtomicInteger();

	private static final Duration GRACE = Duration.ofSeconds(5);

	private static final Duration LAST_WAIT = Duration.ofSeconds(1);

	private final SubscriptionStatus status = new SubscriptionStatus();

	private final RpcClient rpc;

	private final EventDelivery delivery;

	private final EventLoop loop;

	private final Thread dispatcher;

	private final Runnable closeAction = this::close;

	private DefaultEventSubscription(RpcClient rpc, SubscribeOptions options, ContainerdEventListener listener) {
		this.rpc = rpc;
		this.delivery = new EventDelivery(listener, this.status.listenerFailures());
		this.loop = new EventLoop(rpc, options, this.delivery, this.status);
		this.dispatcher = new Thread(this::dispatch, "containerd-events-" + COUNTER.incrementAndGet());
		this.dispatcher.setDaemon(true);
	}

	static EventSubscription start(RpcClient rpc, SubscribeOptions options, ContainerdEventListener listener) {
		DefaultEventSubscription subscription = new DefaultEventSubscription(rpc, options, listener);
		rpc.connection().onClose(subscription.closeAction);
		subscription.dispatcher.start();
		return subscription;
	}

	private void dispatch() {
		try {
			this.loop.run();
		}
		finally {
			this.rpc.connection().forgetOnClose(this.closeAction);
		}
	}

	@Override
	public SubscriptionState state() {
		return this.status.state();
	}

	@Override
	public Optional<ContainerdException> failure() {
		return Optional.ofNullable(this.status.failure());
	}

	@Override
	public void awaitConnected(Duration timeout) {
		this.status.awaitConnected(timeout);
	}

	@Override
	public SubscriptionStatistics statistics() {
		return this.status.statistics();
	}

	@Override
	public void close() {
		this.loop.stop();
		this.delivery.close(this.dispatcher);
		this.rpc.connection().forgetOnClose(this.closeAction);
		if (Thread.currentThread() == this.dispatcher) {
			return;
		}
		try {
			this.dispatcher.join(GRACE.toMillis());
			if (this.dispatcher.isAlive()) {
				logger.warn("The listener of events has not returned within {}; it is interrupted", GRACE);
				this.dispatcher.interrupt();
				this.dispatcher.join(LAST_WAIT.toMillis());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public String toString() {
		return "EventSubscription[" + state() + "]";
	}

}

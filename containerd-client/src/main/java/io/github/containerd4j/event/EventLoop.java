package io.github.containerd4j.event;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.containerd4j.ClientClosedException;
import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import io.github.containerd4j.Filter;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.proto.services.events.v1.SubscribeRequest;
import io.github.containerd4j.rpc.RpcClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the dispatcher of a subscription does: open a stream, prove that it is live, tell
 * what was missed, deliver until the end, wait, and again.
 */
final class EventLoop implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(EventLoop.class);

	private final RpcClient rpc;

	private final SubscribeOptions options;

	private final EventDelivery delivery;

	private final SubscriptionStatus status;

	private final StateResync resync;

	private final Backoff backoff;

	private final CountDownLatch closed = new CountDownLatch(1);

	private volatile @Nullable EventCall current;

	private @Nullable Instant connectedAt;

	private @Nullable Instant lostAt;

	private String lostBecause = "";

	EventLoop(RpcClient rpc, SubscribeOptions options, EventDelivery delivery, SubscriptionStatus status) {
		this.rpc = rpc;
		this.options = options;
		this.delivery = delivery;
		this.status = status;
		this.resync = new StateResync(rpc, options);
		this.backoff = new Backoff(options.initialBackoff(), options.maxBackoff());
	}

	/**
	 * Makes the loop end. Returns at once.
	 */
	void stop() {
		this.closed.countDown();
		EventCall call = this.current;
		if (call != null) {
			call.close();
		}
	}

	private boolean isClosed() {
		return this.closed.getCount() == 0;
	}

	@Override
	public void run() {
		try {
			while (!isClosed()) {
				ContainerdException failure = receive();
				if (failure instanceof ClientClosedException) {
					break;
				}
				pause(failure);
			}
		}
		finally {
			this.status.set(SubscriptionState.CLOSED, null);
			this.delivery.deliver(SubscriptionState.CLOSED, null);
		}
	}

	/**
	 * Opens a stream and delivers what it brings.
	 * @return why it has ended; {@code null} if the daemon ended it in order, or the
	 * subscription was closed
	 */
	private @Nullable ContainerdException receive() {
		Marker marker = new Marker(this.rpc.inNamespace(markerNamespace()));
		EventBuffer buffer = new EventBuffer(this.options.bufferSize(), gapNamespace());
		try (EventCall call = new EventCall(buffer, marker, this.status.received(), this.status.dropped())) {
			this.current = call;
			call.start(this.rpc, request(marker));
			if (isClosed()) {
				return null;
			}
			marker.awaitLive(call);
			if (call.isLive() || !call.isEnded()) {
				connected();
				drain(buffer);
			}
			return buffer.failure();
		}
		catch (ContainerdException ex) {
			return ex;
		}
		catch (InterruptedException ex) {
			logger.debug("The dispatcher was interrupted");
			return null;
		}
		catch (RuntimeException ex) {
			// Interceptors of an application may throw what they like.
			Failure unexpected = new Failure("Events.Subscribe", "events", null, null, ErrorCode.INTERNAL);
			return new ContainerdException(unexpected.describe() + ": " + ex, unexpected, ex);
		}
	}

	private void connected() throws InterruptedException {
		Instant lostAt = this.lostAt;
		if (lostAt == null) {
			this.resync.begin().forEach(this::deliverFound);
		}
		else {
			this.status.reconnects().incrementAndGet();
			EventGap gap = new EventGap(EventGap.Reason.RECONNECTED, lostAt, Instant.now(), 0, this.lostBecause);
			deliverGap(EventMapper.toEvent(gapNamespace(), gap));
			logger.info("The event stream of {} is back after {}", this.rpc.connection().address(), gap.duration());
		}
		this.connectedAt = Instant.now();
		this.lostAt = null;
		change(SubscriptionState.CONNECTED, null);
	}

	private void drain(EventBuffer buffer) throws InterruptedException {
		ContainerdEvent<?> event;
		while (!isClosed() && (event = buffer.take()) != null) {
			if (event.payload() instanceof EventGap) {
				deliverGap(event);
			}
			else {
				this.resync.seen(event);
				this.delivery.deliver(event);
			}
		}
	}

	private void deliverGap(ContainerdEvent<?> gap) {
		this.status.gaps().incrementAndGet();
		this.delivery.deliver(gap);
		this.resync.findMissed().forEach(this::deliverFound);
	}

	private void deliverFound(ContainerdEvent<?> event) {
		this.status.resynced().incrementAndGet();
		this.delivery.deliver(event);
	}

	private void pause(@Nullable ContainerdException failure) {
		if (isClosed()) {
			return;
		}
		Instant connectedAt = this.connectedAt;
		if (connectedAt != null) {
			lost(failure, connectedAt);
		}
		else {
			failedAgain(failure);
		}
		Duration wait = this.backoff.next();
		logger.debug("Opening the event stream again in {}", wait, failure);
		try {
			this.closed.await(wait.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			logger.debug("The dispatcher was interrupted");
		}
	}

	private void lost(@Nullable ContainerdException failure, Instant connectedAt) {
		this.backoff.heldFor(Duration.between(connectedAt, Instant.now()));
		this.connectedAt = null;
		this.lostAt = Instant.now();
		String message = (failure != null) ? failure.getMessage() : null;
		this.lostBecause = (message != null) ? message : "the daemon ended the stream";
		logger.info("The event stream of {} is lost: {}", this.rpc.connection().address(), this.lostBecause);
		change(SubscriptionState.LOST, failure);
	}

	/**
	 * An operator is told once and not at each attempt.
	 */
	private void failedAgain(@Nullable ContainerdException failure) {
		if (this.lostAt == null && this.status.failure() == null && failure != null) {
			logger.info("No event stream yet, trying again: {}", failure.getMessage());
		}
		this.status.set(this.status.state(), failure);
	}

	private void change(SubscriptionState state, @Nullable ContainerdException failure) {
		if (this.status.set(state, failure)) {
			this.delivery.deliver(state, failure);
		}
	}

	private String markerNamespace() {
		return this.options.namespaces().isEmpty() ? Namespace.DEFAULT : this.options.namespaces().get(0);
	}

	private String gapNamespace() {
		return (this.options.namespaces().size() == 1) ? this.options.namespaces().get(0) : "";
	}

	private SubscribeRequest request(Marker marker) {
		List<Filter> filters = filters();
		if (filters.isEmpty()) {
			return SubscribeRequest.getDefaultInstance();
		}
		filters.add(marker.filter());
		return SubscribeRequest.newBuilder().addAllFilters(Filter.expressions(filters.toArray(Filter[]::new))).build();
	}

	/**
	 * Alternatives, so each filter is joined with each namespace.
	 */
	private List<Filter> filters() {
		if (this.options.namespaces().isEmpty()) {
			return new ArrayList<>(this.options.filters());
		}
		List<Filter> filters = new ArrayList<>();
		for (String name : this.options.namespaces()) {
			Filter namespace = Filter.equal("namespace", name);
			if (this.options.filters().isEmpty()) {
				filters.add(namespace);
			}
			this.options.filters().forEach((filter) -> filters.add(namespace.and(filter)));
		}
		return filters;
	}

}

package io.github.containerd4j.event;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.proto.services.events.v1.EventsGrpc;
import io.github.containerd4j.proto.services.events.v1.SubscribeRequest;
import io.github.containerd4j.proto.types.Envelope;
import io.github.containerd4j.rpc.MessageListener;
import io.github.containerd4j.rpc.RpcClient;
import io.github.containerd4j.rpc.Subject;
import org.jspecify.annotations.Nullable;

/**
 * One stream of events, from its opening to its end.
 */
final class EventCall implements MessageListener<Envelope>, AutoCloseable {

	private static final Subject EVENTS = Subject.of("events");

	private final EventBuffer buffer;

	private final Marker marker;

	private final AtomicLong received;

	private final AtomicLong dropped;

	// Opened by the marker, and by the end of the stream, after which it will not come.
	private final CountDownLatch decided = new CountDownLatch(1);

	private volatile boolean live;

	private volatile boolean ended;

	private volatile RpcClient.@Nullable Subscription call;

	EventCall(EventBuffer buffer, Marker marker, AtomicLong received, AtomicLong dropped) {
		this.buffer = buffer;
		this.marker = marker;
		this.received = received;
		this.dropped = dropped;
	}

	void start(RpcClient rpc, SubscribeRequest request) {
		this.call = rpc.listen(EventsGrpc.getSubscribeMethod(), request, EVENTS, this);
	}

	@Override
	public void onMessage(Envelope envelope) {
		if (Marker.isMarker(envelope.getTopic())) {
			onMarker(envelope.getTopic());
			return;
		}
		this.received.incrementAndGet();
		if (!this.buffer.put(envelope)) {
			this.dropped.incrementAndGet();
		}
	}

	private void onMarker(String topic) {
		if (topic.equals(this.marker.topic())) {
			this.live = true;
			this.decided.countDown();
		}
	}

	@Override
	public void onEnd(@Nullable ContainerdException failure) {
		this.ended = true;
		this.buffer.end(failure);
		this.decided.countDown();
	}

	/**
	 * Waits for the marker or the end.
	 * @return whether one of them has come
	 */
	boolean await(long nanos) throws InterruptedException {
		return this.decided.await(nanos, TimeUnit.NANOSECONDS);
	}

	boolean isLive() {
		return this.live;
	}

	boolean isEnded() {
		return this.ended;
	}

	EventBuffer buffer() {
		return this.buffer;
	}

	@Override
	public void close() {
		RpcClient.Subscription call = this.call;
		if (call != null) {
			call.close();
		}
		this.buffer.end(null);
	}

}

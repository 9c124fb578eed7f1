package io.github.containerd4j.event;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import com.google.protobuf.Any;
import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Filter;
import io.github.containerd4j.proto.services.events.v1.EventsGrpc;
import io.github.containerd4j.proto.services.events.v1.PublishRequest;
import io.github.containerd4j.rpc.RpcClient;
import io.github.containerd4j.rpc.Subject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out that a stream is live. The daemon says nothing when it accepts a
 * subscription, not even a header, so events of a topic of our own are published until
 * one of them comes back. Publishing an event writes nothing: the namespace in which it
 * is done does not come into being by it.
 */
final class Marker {

	private static final Logger logger = LoggerFactory.getLogger(Marker.class);

	private static final String PREFIX = "/containerd4j/marker/";

	private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(2);

	private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(200);

	// A daemon needs about a millisecond. What takes longer is a proxy that swallows
	// events.
	private static final Duration PATIENCE = Duration.ofSeconds(5);

	// containerd's own clients know the type and show the event without a complaint.
	private static final Any PAYLOAD = Any.newBuilder().setTypeUrl("google.protobuf.Empty").build();

	private static final Set<ErrorCode> UNREACHABLE = Set.of(ErrorCode.UNAVAILABLE, ErrorCode.DEADLINE_EXCEEDED,
			ErrorCode.CANCELLED);

	private final String topic = PREFIX + Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), 36);

	private final RpcClient rpc;

	/**
	 * Makes a marker for one stream.
	 * @param rpc makes the calls, in a namespace
	 */
	Marker(RpcClient rpc) {
		this.rpc = rpc;
	}

	/**
	 * Whether a topic is that of a marker, of whatever subscription.
	 */
	static boolean isMarker(String topic) {
		return topic.startsWith(PREFIX);
	}

	String topic() {
		return this.topic;
	}

	/**
	 * Lets the marker pass where only chosen events do.
	 */
	Filter filter() {
		return Filter.equal("topic", this.topic);
	}

	/**
	 * Waits until a stream is live or has ended.
	 * @param call the stream
	 * @throws ContainerdException if the daemon cannot be reached and the stream does not
	 * tell so itself
	 * @throws InterruptedException if the thread is interrupted while waiting
	 */
	void awaitLive(EventCall call) throws InterruptedException {
		PublishRequest request = PublishRequest.newBuilder().setTopic(this.topic).setEvent(PAYLOAD).build();
		Subject subject = Subject.of("event", this.topic);
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		long pause = FIRST_PAUSE;
		try {
			do {
				this.rpc.call(EventsGrpc.getPublishMethod(), request, subject);
				if (call.await(pause)) {
					return;
				}
				pause = Math.min(pause * 2, LONGEST_PAUSE);
			}
			while (System.nanoTime() - deadline < 0);
			logger.warn("No event came back within {}; the stream is taken for live without proof", PATIENCE);
		}
		catch (ContainerdException ex) {
			if (call.await(LONGEST_PAUSE)) {
				return;
			}
			if (UNREACHABLE.contains(ex.code())) {
				throw ex;
			}
			logger.warn("No event can be published; the stream is taken for live without proof", ex);
		}
	}

}

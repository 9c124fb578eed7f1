package io.github.containerd4j.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import io.github.containerd4j.event.ContainerDelete;
import io.github.containerd4j.event.EventSubscription;
import io.github.containerd4j.event.NamespaceEventService;
import io.github.containerd4j.event.SubscribeOptions;
import io.github.containerd4j.proto.services.events.v1.EventsGrpc;
import io.github.containerd4j.proto.services.events.v1.EventsGrpc.EventsBlockingStub;
import io.github.containerd4j.proto.services.events.v1.PublishRequest;
import io.github.containerd4j.proto.services.events.v1.SubscribeRequest;
import io.github.containerd4j.proto.types.Envelope;
import io.grpc.Channel;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Publishing events by 16 threads and receiving each of them, in the order of its
 * publisher.
 */
@State(Scope.Benchmark)
public class EventsBenchmark {

	static final int EVENTS = 100_000;

	private static final int PUBLISHERS = 16;

	private static final String TOPIC = "/benchmark/event";

	private static final String TYPE = "containerd.events.ContainerDelete";

	private final ExecutorService executor = Executors.newFixedThreadPool(PUBLISHERS);

	@SuppressWarnings("NullAway.Init")
	private NamespaceEventService typed;

	@SuppressWarnings("NullAway.Init")
	private Channel channel;

	/**
	 * Takes the service and the channel of one namespace.
	 * @param daemon the connection
	 */
	@Setup
	public void connect(Daemon daemon) {
		this.typed = daemon.client().namespace("events").events();
		this.channel = daemon.client().namespace("events").channel();
	}

	/**
	 * Ends the publishing threads.
	 */
	@TearDown
	public void stop() {
		this.executor.shutdownNow();
	}

	/**
	 * Through the client.
	 * @throws Exception if an event is lost or out of order
	 */
	@Benchmark
	public void typed() throws Exception {
		Receipt receipt = new Receipt();
		SubscribeOptions options = SubscribeOptions.defaults().withBufferSize(EVENTS);
		try (EventSubscription subscription = this.typed.subscribe(options, (event) -> {
			if (event.payload() instanceof ContainerDelete deleted) {
				receipt.accept(deleted.containerId());
			}
		})) {
			subscription.awaitConnected(Duration.ofSeconds(10));
			publish((id) -> this.typed.publish(TOPIC, new ContainerDelete(id)));
			receipt.awaitAll();
		}
	}

	/**
	 * Through the generated stubs: events are parsed, no more.
	 * @throws Exception if an event is lost or out of order
	 */
	@Benchmark
	public void bare() throws Exception {
		Receipt receipt = new Receipt();
		EventsBlockingStub stub = EventsGrpc.newBlockingStub(this.channel);
		Subscriber subscriber = new Subscriber(receipt);
		EventsGrpc.newStub(this.channel)
			.withExecutor(Runnable::run)
			.subscribe(SubscribeRequest.newBuilder().addFilters("topic==\"" + TOPIC + "\"").build(), subscriber);
		awaitLive(stub, receipt);
		publish((id) -> stub.publish(event(id)));
		receipt.awaitAll();
		subscriber.cancel();
	}

	private static void awaitLive(EventsBlockingStub stub, Receipt receipt) throws InterruptedException {
		do {
			stub.publish(event(Receipt.MARKER));
		}
		while (!receipt.live.await(20, TimeUnit.MILLISECONDS));
	}

	private static PublishRequest event(String id) {
		io.github.containerd4j.proto.events.ContainerDelete payload = io.github.containerd4j.proto.events.ContainerDelete
			.newBuilder()
			.setId(id)
			.build();
		return PublishRequest.newBuilder()
			.setTopic(TOPIC)
			.setEvent(Any.newBuilder().setTypeUrl(TYPE).setValue(payload.toByteString()))
			.build();
	}

	private void publish(Publisher publisher) throws Exception {
		List<Future<?>> done = new ArrayList<>();
		for (int i = 0; i < PUBLISHERS; i++) {
			int number = i;
			done.add(this.executor.submit((Callable<?>) () -> {
				for (int sequence = 0; sequence < EVENTS / PUBLISHERS; sequence++) {
					publisher.publish(number + "-" + sequence);
				}
				return null;
			}));
		}
		for (Future<?> future : done) {
			future.get();
		}
	}

	@FunctionalInterface
	private interface Publisher {

		void publish(String id);

	}

	/**
	 * Counts what arrives and checks its order. Written by one thread.
	 */
	private static final class Receipt {

		private static final String MARKER = "marker";

		private final int[] next = new int[PUBLISHERS];

		private final CountDownLatch live = new CountDownLatch(1);

		private final CountDownLatch complete = new CountDownLatch(1);

		private int received;

		private volatile boolean disordered;

		void accept(String id) {
			if (id.equals(MARKER)) {
				this.live.countDown();
				return;
			}
			int dash = id.indexOf('-');
			int publisher = Integer.parseInt(id, 0, dash, 10);
			this.disordered |= Integer.parseInt(id, dash + 1, id.length(), 10) != this.next[publisher]++;
			if (++this.received == EVENTS) {
				this.complete.countDown();
			}
		}

		void awaitAll() throws InterruptedException {
			if (!this.complete.await(60, TimeUnit.SECONDS)) {
				throw new IllegalStateException("only " + this.received + " of " + EVENTS + " events arrived");
			}
			if (this.disordered) {
				throw new IllegalStateException("events arrived out of order");
			}
		}

	}

	private static final class Subscriber implements ClientResponseObserver<SubscribeRequest, Envelope> {

		private final Receipt receipt;

		@SuppressWarnings("NullAway.Init")
		private ClientCallStreamObserver<SubscribeRequest> call;

		Subscriber(Receipt receipt) {
			this.receipt = receipt;
		}

		@Override
		public void beforeStart(ClientCallStreamObserver<SubscribeRequest> call) {
			this.call = call;
			call.disableAutoRequestWithInitial(Integer.MAX_VALUE);
		}

		@Override
		public void onNext(Envelope envelope) {
			try {
				this.receipt.accept(
						io.github.containerd4j.proto.events.ContainerDelete.parseFrom(envelope.getEvent().getValue())
							.getId());
			}
			catch (InvalidProtocolBufferException ex) {
				throw new IllegalStateException(ex);
			}
		}

		@Override
		public void onError(Throwable failure) {
			// cancelled at the end of the measurement
		}

		@Override
		public void onCompleted() {
			// the daemon ends a subscription only when it stops
		}

		void cancel() {
			this.call.cancel("done", null);
		}

	}

}

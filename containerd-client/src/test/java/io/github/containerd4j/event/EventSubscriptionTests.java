package io.github.containerd4j.event;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.github.containerd4j.CancelledException;
import io.github.containerd4j.ClientClosedException;
import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.DeadlineExceededException;
import io.github.containerd4j.Filter;
import io.github.containerd4j.UnavailableException;
import io.github.containerd4j.connection.ChannelOptions;
import io.github.containerd4j.connection.Connection;
import io.github.containerd4j.connection.ContainerdAddress.UnixSocket;
import io.github.containerd4j.event.EventGap.Reason;
import io.github.containerd4j.rpc.FakeDaemon;
import io.github.containerd4j.rpc.RpcClient;
import io.github.containerd4j.rpc.TimeLimits;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EventSubscriptionTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private static final SubscribeOptions QUICK = SubscribeOptions.defaults()
		.withBackoff(Duration.ofMillis(5), Duration.ofMillis(20));

	private final FakeEvents fake = new FakeEvents();

	private final FakeDaemon daemon = new FakeDaemon(List.of(this.fake));

	private final EventService events = EventService.over(this.daemon.client());

	private final RecordingListener listener = new RecordingListener();

	@AfterEach
	void stop() throws InterruptedException {
		this.daemon.connection().close();
		this.daemon.close();
		Awaitility.await()
			.atMost(LIMIT)
			.untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
				.noneMatch((name) -> name.startsWith("containerd-events-")));
	}

	@Test
	void deliversInTheOrderOfTheStream() throws InterruptedException {
		subscribe(QUICK);

		List<TaskOom> sent = IntStream.range(0, 5000).mapToObj((i) -> new TaskOom("c" + i)).toList();
		sent.forEach(this.fake::send);

		assertThat(this.listener.next(5000)).isEqualTo(sent);
	}

	@Test
	void saysThatItIsConnectedBeforeTheFirstEvent() throws InterruptedException {
		this.events.subscribe(QUICK, this.listener).awaitConnected(LIMIT);
		this.fake.send(new TaskOom("c1"));

		assertThat(this.listener.next(2)).containsExactly(SubscriptionState.CONNECTED, new TaskOom("c1"));
	}

	@Test
	void markersAreNotDelivered() throws InterruptedException {
		EventSubscription subscription = subscribe(QUICK);
		this.fake.send("/containerd4j/marker/ofSomebodyElse", Any.getDefaultInstance());
		this.fake.send(new TaskOom("c1"));

		assertThat(this.listener.next()).isEqualTo(new TaskOom("c1"));
		assertThat(subscription.statistics().received()).isEqualTo(1);
	}

	@Test
	void asksForEverythingWithoutFilters() {
		subscribe(QUICK);

		assertThat(this.fake.subscriptions).singleElement()
			.satisfies((request) -> assertThat(request.getFiltersList()).isEmpty());
	}

	@Test
	void joinsFiltersWithNamespacesAndLetsTheMarkerPass() {
		subscribe(QUICK.withNamespaces("a", "b").withFilters(Filter.parse("topic~=exit"), Filter.present("event.id")));

		String marker = this.fake.published.get(0).getTopic();
		assertThat(this.fake.subscriptions).singleElement()
			.satisfies((request) -> assertThat(request.getFiltersList()).containsExactly("namespace==\"a\",topic~=exit",
					"namespace==\"a\",event.id", "namespace==\"b\",topic~=exit", "namespace==\"b\",event.id",
					"topic==\"" + marker + "\""));
	}

	@Test
	void payloadsThatNobodyKnowsArriveAsTheyAre() throws InterruptedException {
		subscribe(QUICK);

		this.fake.send("/x", Any.newBuilder().setTypeUrl("my.Type").build());
		this.fake.send("/tasks/oom",
				Any.newBuilder()
					.setTypeUrl("containerd.events.TaskOOM")
					.setValue(ByteString.copyFrom(new byte[] { 1 }))
					.build());

		assertThat(this.listener.next(2)).extracting((payload) -> ((UnknownEvent) payload).value().typeUrl())
			.containsExactly("my.Type", "containerd.events.TaskOOM");
	}

	@Test
	void listenerThatThrowsEndsNothing() throws InterruptedException {
		EventSubscription subscription = this.events.subscribe(QUICK, (event) -> {
			if (event.payload() instanceof TaskOom oom && oom.containerId().equals("bad")) {
				throw new IllegalStateException("on purpose");
			}
			this.listener.onEvent(event);
		});
		subscription.awaitConnected(LIMIT);

		this.fake.send(new TaskOom("bad"));
		this.fake.send(new TaskOom("bad"));
		this.fake.send(new TaskOom("good"));

		assertThat(this.listener.next()).isEqualTo(new TaskOom("good"));
		assertThat(subscription.statistics().listenerFailures()).isEqualTo(2);
	}

	@Test
	void listenerThatThrowsAnErrorOrLeavesAnInterruptEndsNothing() throws InterruptedException {
		this.events.subscribe(QUICK, (event) -> {
			Thread.currentThread().interrupt();
			this.listener.onEvent(event);
			throw new AssertionError("on purpose");
		}).awaitConnected(LIMIT);

		this.fake.send(new TaskOom("c1"));
		assertThat(this.listener.next()).isEqualTo(new TaskOom("c1"));
		this.fake.send(new TaskOom("c2"));

		assertThat(this.listener.next()).isEqualTo(new TaskOom("c2"));
		assertThat(this.fake.subscriptions).hasSize(1);
	}

	@Test
	void listenerMayCallTheClient() throws InterruptedException {
		NamespaceEventService inside = NamespaceEventService.over(this.daemon.client().inNamespace("ns"));
		this.events.subscribe(QUICK, (event) -> {
			if (event.payload().equals(new TaskOom("c1"))) {
				inside.publish("/answer", new TaskOom("c2"));
			}
			this.listener.onEvent(event);
		}).awaitConnected(LIMIT);

		this.fake.send(new TaskOom("c1"));

		assertThat(this.listener.next(2)).containsExactly(new TaskOom("c1"), new TaskOom("c2"));
	}

	@Test
	void blockedListenerDelaysNoOtherSubscription() throws InterruptedException {
		CountDownLatch release = new CountDownLatch(1);
		try (EventSubscription blocked = this.events.subscribe(QUICK, (event) -> await(release))) {
			blocked.awaitConnected(LIMIT);
			subscribe(QUICK);

			this.fake.send(new TaskOom("c1"));
			this.fake.send(new TaskOom("c2"));

			assertThat(this.listener.next(2)).containsExactly(new TaskOom("c1"), new TaskOom("c2"));
			release.countDown();
		}
	}

	@Test
	void overflowDropsTheNewestAndTellsOneGap() throws InterruptedException {
		CountDownLatch first = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		EventSubscription subscription = this.events.subscribe(QUICK.withBufferSize(10), (event) -> {
			first.countDown();
			await(release);
			this.listener.onEvent(event);
		});
		subscription.awaitConnected(LIMIT);
		this.fake.send(new TaskOom("first"));
		await(first);

		List<TaskOom> sent = IntStream.range(0, 100).mapToObj((i) -> new TaskOom("c" + i)).toList();
		sent.forEach(this.fake::send);
		Awaitility.await().atMost(LIMIT).until(() -> subscription.statistics().received() == 101);
		release.countDown();

		assertThat(this.listener.next()).isEqualTo(new TaskOom("first"));
		assertThat(this.listener.next(10)).isEqualTo(sent.subList(0, 10));
		EventGap gap = this.listener.next(EventGap.class);
		assertThat(gap.reason()).isEqualTo(Reason.OVERFLOW);
		assertThat(gap.dropped()).isEqualTo(90);
		this.fake.send(new TaskOom("last"));
		assertThat(this.listener.next()).isEqualTo(new TaskOom("last"));
		assertThat(subscription.statistics()).isEqualTo(new SubscriptionStatistics(102, 90, 1, 0, 0, 0));
	}

	@Test
	void comesBackAfterAFailureAndTellsTheGap() throws InterruptedException {
		EventSubscription subscription = subscribe(QUICK);
		this.fake.send(new TaskOom("before"));
		assertThat(this.listener.next()).isEqualTo(new TaskOom("before"));

		this.fake.failStreams(Status.UNAVAILABLE.withDescription("going down"));

		assertThat(this.listener.next()).isEqualTo(SubscriptionState.LOST);
		EventGap gap = this.listener.next(EventGap.class);
		assertThat(gap.reason()).isEqualTo(Reason.RECONNECTED);
		assertThat(gap.detail()).contains("going down");
		assertThat(this.listener.next()).isEqualTo(SubscriptionState.CONNECTED);
		this.fake.send(new TaskOom("after"));
		assertThat(this.listener.next()).isEqualTo(new TaskOom("after"));
		assertThat(subscription.statistics().reconnects()).isEqualTo(1);
		assertThat(subscription.failure()).isEmpty();
	}

	@Test
	void comesBackAfterAStreamThatEndedInOrder() throws InterruptedException {
		subscribe(QUICK);

		this.fake.endStreams();

		assertThat(this.listener.next()).isEqualTo(SubscriptionState.LOST);
		assertThat(this.listener.next(EventGap.class).detail()).isEqualTo("the daemon ended the stream");
		assertThat(this.listener.next()).isEqualTo(SubscriptionState.CONNECTED);
	}

	@Test
	void whatArrivedBeforeTheLossIsDeliveredBeforeTheGap() throws InterruptedException {
		subscribe(QUICK);

		this.fake.send(new TaskOom("c1"));
		this.fake.send(new TaskOom("c2"));
		this.fake.endStreams();

		assertThat(this.listener.next(3)).containsExactly(new TaskOom("c1"), new TaskOom("c2"), SubscriptionState.LOST);
		assertThat(this.listener.next()).isInstanceOf(EventGap.class);
	}

	@Test
	void oneGapCoversSeveralAttempts() throws InterruptedException {
		EventSubscription subscription = subscribe(QUICK);
		this.fake.refuseToSubscribe(Status.UNAVAILABLE.withDescription("not yet"));

		this.fake.endStreams();
		assertThat(this.listener.next()).isEqualTo(SubscriptionState.LOST);
		Awaitility.await().atMost(LIMIT).until(() -> this.fake.subscriptions.size() > 3);
		assertThat(subscription.failure()).get().isInstanceOf(UnavailableException.class);
		assertThat(subscription.state()).isEqualTo(SubscriptionState.LOST);
		this.fake.refuseToSubscribe(null);

		assertThat(this.listener.next(EventGap.class).detail()).isEqualTo("the daemon ended the stream");
		assertThat(this.listener.next()).isEqualTo(SubscriptionState.CONNECTED);
	}

	@Test
	void keepsTryingUntilThereIsADaemon() throws InterruptedException {
		this.fake.refuseToSubscribe(Status.UNAVAILABLE.withDescription("not yet"));
		EventSubscription subscription = this.events.subscribe(QUICK, this.listener);

		Awaitility.await().atMost(LIMIT).until(() -> this.fake.subscriptions.size() > 2);
		assertThat(subscription.state()).isEqualTo(SubscriptionState.CONNECTING);
		assertThatExceptionOfType(DeadlineExceededException.class)
			.isThrownBy(() -> subscription.awaitConnected(Duration.ofMillis(1)))
			.withMessageContaining("not yet");
		this.fake.refuseToSubscribe(null);

		subscription.awaitConnected(LIMIT);
		assertThat(this.listener.next()).isEqualTo(SubscriptionState.CONNECTED);
	}

	@Test
	void withoutPermissionToPublishTheStreamIsTakenForLive() throws InterruptedException {
		this.fake.refuseToPublish(Status.PERMISSION_DENIED);
		EventSubscription subscription = this.events.subscribe(QUICK, this.listener);

		subscription.awaitConnected(LIMIT);
		assertThat(this.listener.next()).isEqualTo(SubscriptionState.CONNECTED);
		Awaitility.await().atMost(LIMIT).until(() -> this.fake.subscriptions.size() == 1);
		this.fake.send(new TaskOom("c1"));

		assertThat(this.listener.next()).isEqualTo(new TaskOom("c1"));
	}

	@Test
	void closingEndsTheCallAndTheDelivery() throws InterruptedException {
		EventSubscription subscription = subscribe(QUICK);

		subscription.close();

		assertThat(subscription.state()).isEqualTo(SubscriptionState.CLOSED);
		assertThat(this.listener.next()).isEqualTo(SubscriptionState.CLOSED);
		Awaitility.await().atMost(LIMIT).until(() -> this.fake.cancelled.get() == 1);
		this.fake.send(new TaskOom("c1"));
		assertThat(this.listener.isEmpty()).isTrue();
		subscription.close();
		assertThatExceptionOfType(ClientClosedException.class).isThrownBy(() -> subscription.awaitConnected(LIMIT));
	}

	@Test
	void closingWaitsForTheListenerWithoutInterruptingIt() throws InterruptedException {
		CountDownLatch entered = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		AtomicBoolean finished = new AtomicBoolean();
		EventSubscription subscription = this.events.subscribe(QUICK, (event) -> {
			entered.countDown();
			await(release);
			finished.set(!Thread.currentThread().isInterrupted());
		});
		subscription.awaitConnected(LIMIT);
		this.fake.send(new TaskOom("c1"));
		await(entered);
		Thread closing = new Thread(subscription::close);
		closing.start();
		Awaitility.await().atMost(LIMIT).until(() -> closing.getState() == Thread.State.TIMED_WAITING);

		release.countDown();
		closing.join(LIMIT.toMillis());

		assertThat(closing.isAlive()).isFalse();
		assertThat(finished).isTrue();
	}

	@Test
	void listenerMayCloseTheSubscription() throws InterruptedException {
		AtomicReference<EventSubscription> subscription = new AtomicReference<>();
		subscription.set(this.events.subscribe(QUICK, new ContainerdEventListener() {

			@Override
			public void onEvent(ContainerdEvent<?> event) {
				subscription.get().close();
				EventSubscriptionTests.this.listener.onEvent(event);
			}

			@Override
			public void onStateChange(SubscriptionState state, ContainerdException reason) {
				EventSubscriptionTests.this.listener.onStateChange(state, reason);
			}

		}));
		assertThat(this.listener.next()).isEqualTo(SubscriptionState.CONNECTED);

		this.fake.send(new TaskOom("c1"));
		this.fake.send(new TaskOom("c2"));

		assertThat(this.listener.next(2)).containsExactly(new TaskOom("c1"), SubscriptionState.CLOSED);
		assertThat(this.listener.isEmpty()).isTrue();
	}

	@Test
	void closingDuringAWaitEndsItAtOnce() throws InterruptedException {
		this.fake.refuseToSubscribe(Status.UNAVAILABLE);
		EventSubscription subscription = this.events
			.subscribe(QUICK.withBackoff(Duration.ofHours(1), Duration.ofHours(1)), this.listener);
		Awaitility.await().atMost(LIMIT).until(() -> subscription.failure().isPresent());

		subscription.close();

		assertThat(this.listener.next()).isEqualTo(SubscriptionState.CLOSED);
	}

	@Test
	void closingTheClientEndsSubscriptionsOnAChannelOfSomebodyElse() throws InterruptedException {
		EventSubscription subscription = subscribe(QUICK);

		this.daemon.connection().close();

		assertThat(subscription.state()).isEqualTo(SubscriptionState.CLOSED);
		assertThat(this.listener.next()).isEqualTo(SubscriptionState.CLOSED);
	}

	@Test
	void subscribingWithAClosedClientEndsAtOnce() throws InterruptedException {
		this.daemon.connection().close();

		EventSubscription subscription = this.events.subscribe(QUICK, this.listener);

		assertThat(this.listener.next()).isEqualTo(SubscriptionState.CLOSED);
		assertThatExceptionOfType(ClientClosedException.class).isThrownBy(() -> subscription.awaitConnected(LIMIT));
	}

	@Test
	void missingSocketIsTold(@TempDir Path directory) {
		try (Connection connection = Connection.open(new UnixSocket(directory.resolve("c.sock")),
				ChannelOptions.defaults())) {
			RpcClient rpc = RpcClient.of(connection, TimeLimits.defaults());
			EventSubscription subscription = EventService.over(rpc).subscribe(QUICK, this.listener);

			Awaitility.await().atMost(LIMIT).until(() -> subscription.failure().isPresent());

			assertThat(subscription.failure()).get()
				.asString()
				.contains(directory.resolve("c.sock").toString())
				.contains("Events.Subscribe events: there is no socket");
		}
	}

	@Test
	void interruptEndsTheWaitForAConnection() {
		this.fake.refuseToSubscribe(Status.UNAVAILABLE);
		EventSubscription subscription = this.events.subscribe(QUICK, this.listener);

		Thread.currentThread().interrupt();

		assertThatExceptionOfType(CancelledException.class).isThrownBy(() -> subscription.awaitConnected(LIMIT));
		assertThat(Thread.interrupted()).isTrue();
	}

	private EventSubscription subscribe(SubscribeOptions options) {
		EventSubscription subscription = this.events.subscribe(options, this.listener);
		subscription.awaitConnected(LIMIT);
		try {
			assertThat(this.listener.next()).isEqualTo(SubscriptionState.CONNECTED);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		return subscription;
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}

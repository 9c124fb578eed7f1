package io.github.containerd4j.event;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.grpc.StatusRuntimeException;
import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Filter;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.namespace.NamespaceInfo;
import io.github.containerd4j.proto.services.events.v1.EventsGrpc;
import io.github.containerd4j.proto.services.events.v1.SubscribeRequest;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DaemonTest
class EventServiceIT {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private final TestDaemon daemon;

	private final ContainerdClient client;

	private final Namespace namespace;

	private final EventRecorder recorder = new EventRecorder();

	EventServiceIT(TestDaemon daemon, Namespace namespace) {
		this.daemon = daemon;
		this.namespace = namespace;
		this.client = ContainerdClient.create(daemon.address());
	}

	@AfterEach
	void close() {
		this.client.close();
	}

	@Test
	void lifeOfAContainerIsTold() throws InterruptedException {
		String image = this.daemon.importBusybox(this.namespace);
		subscribe(SubscribeOptions.defaults());

		ctr("container", "create", image, "c1");
		ctr("container", "label", "c1", "a=b");
		ctr("container", "rm", "c1");

		List<ContainerdEvent<?>> events = this.recorder.until((event) -> event.payload() instanceof ContainerDelete);
		assertThat(events).allMatch((event) -> event.origin() == EventOrigin.LIVE)
			.allMatch((event) -> event.namespace().equals(this.namespace.name()));
		assertThat(events).extracting((event) -> (Object) event.payload())
			.filteredOn(ContainerEvent.class::isInstance)
			.satisfiesExactly(
					(payload) -> assertThat(payload).isInstanceOfSatisfying(ContainerCreate.class, (create) -> {
						assertThat(create.image()).isEqualTo(image);
						assertThat(create.runtime()).isNotNull();
					}),
					(payload) -> assertThat(payload).isInstanceOfSatisfying(ContainerUpdate.class,
							(update) -> assertThat(update.labels()).containsEntry("a", "b")),
					(payload) -> assertThat(payload).isEqualTo(new ContainerDelete("c1")));
	}

	@Test
	void lifeOfATaskIsToldInOrder() throws InterruptedException {
		String image = this.daemon.importBusybox(this.namespace);
		subscribe(SubscribeOptions.defaults());

		ctr("run", "-d", image, "c1", "sh", "-c", "exit 3");

		List<ContainerdEvent<?>> events = this.recorder.until((event) -> event.payload() instanceof TaskExit);
		assertThat(events).extracting((event) -> (Object) event.payload())
			.filteredOn(TaskEvent.class::isInstance)
			.satisfiesExactly((payload) -> assertThat(payload).isInstanceOfSatisfying(TaskCreate.class, (create) -> {
				assertThat(create.pid()).isPositive();
				assertThat(create.rootfs()).isNotEmpty();
				assertThat(create.io()).isNotNull();
			}), (payload) -> assertThat(payload).isInstanceOf(TaskStart.class),
					(payload) -> assertThat(payload).isInstanceOfSatisfying(TaskExit.class, (exit) -> {
						assertThat(exit.isInit()).isTrue();
						assertThat(exit.exitStatus()).isEqualTo(3);
						assertThat(exit.exitedAt()).isNotNull();
					}));
	}

	/**
	 * The shim of 2.x tells of about two deletes in three, also to {@code ctr events}.
	 */
	@Test
	void deleteOfATaskIsTold() throws InterruptedException {
		String image = this.daemon.importBusybox(this.namespace);
		int tasks = this.daemon.isAtLeast("2.0") ? 12 : 1;
		this.client.namespace(this.namespace.name())
			.events()
			.subscribe(SubscribeOptions.defaults().withFilters(Filter.equal("topic", "/tasks/delete")), this.recorder)
			.awaitConnected(LIMIT);

		for (int i = 1; i <= tasks; i++) {
			ctr("run", "-d", image, "c" + i, "sh", "-c", "exit 3");
			this.namespace.tasks().wait("c" + i);
			this.namespace.tasks().delete("c" + i);
		}

		assertThat(this.recorder.next().payload()).isInstanceOfSatisfying(TaskDelete.class,
				(delete) -> assertThat(delete.exitStatus()).isEqualTo(3));
	}

	@Test
	void noEventOfTheDaemonIsUnknown() throws InterruptedException {
		subscribe(SubscribeOptions.defaults());

		this.daemon.importBusybox(this.namespace);
		this.namespace.events().publish("/done", new TaskOom("c1"));

		assertThat(this.recorder.until((event) -> event.topic().equals("/done")))
			.noneMatch((event) -> event.payload() instanceof UnknownEvent)
			.anyMatch((event) -> event.payload() instanceof ImageCreate)
			.anyMatch((event) -> event.payload() instanceof SnapshotCommit);
	}

	@Test
	void publishesATypeOfOnesOwn() throws InterruptedException {
		TypedValue value = TypedValue.json("example.com/Backup", "{\"ok\":true}");
		subscribe(SubscribeOptions.defaults());

		this.namespace.events().publish("/backup/done", value);

		ContainerdEvent<?> event = this.recorder.next();
		assertThat(event.topic()).isEqualTo("/backup/done");
		assertThat(event.payload()).isEqualTo(new UnknownEvent(value));
		assertThat(event.timestamp()).isBetween(Instant.now().minusSeconds(30), Instant.now().plusSeconds(30));
	}

	@Test
	void forwardsWithTheTimeOfTheEvent() throws InterruptedException {
		ContainerdEvent<TaskOom> event = new ContainerdEvent<>(this.namespace.name(), "/tasks/oom",
				Instant.ofEpochSecond(1_600_000_000, 5), new TaskOom("c1"), EventOrigin.LIVE);
		subscribe(SubscribeOptions.defaults());

		this.client.events().forward(event);

		assertThat(this.recorder.next()).isEqualTo(event);
	}

	@Test
	void connectingAndPublishingCreateNoNamespace() throws InterruptedException {
		subscribe(SubscribeOptions.defaults());
		this.namespace.events().publish("/done", new TaskOom("c1"));
		this.recorder.next();

		assertThat(this.client.namespaces().list()).extracting(NamespaceInfo::name)
			.doesNotContain(this.namespace.name());
	}

	@Test
	void filtersAreAlternativesThatTheDaemonApplies() throws InterruptedException {
		EventSubscription subscription = subscribe(SubscribeOptions.defaults()
			.withFilters(Filter.equal("event.container_id", "c1"),
					Filter.equal("topic", "/tasks/exit").and(Filter.matches("event.container_id", "^c2$"))));

		this.namespace.events().publish("/tasks/oom", new TaskOom("c2"));
		this.namespace.events().publish("/tasks/oom", new TaskOom("c1"));
		this.namespace.events().publish("/tasks/exit", new TaskExit("c2", "c2", 1, 0, null));

		assertThat(this.recorder.next().payload()).isEqualTo(new TaskOom("c1"));
		assertThat(this.recorder.next().payload()).isInstanceOf(TaskExit.class);
		assertThat(subscription.statistics().received()).isEqualTo(2);
	}

	@Test
	void malformedFilterIsRefusedBeforeItIsSent() {
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> Filter.parse("topic=="));
	}

	@Test
	void daemonRefusesAMalformedFilterWithoutAClass() {
		SubscribeRequest request = SubscribeRequest.newBuilder().addFilters("topic==").build();

		assertThatExceptionOfType(StatusRuntimeException.class)
			.isThrownBy(() -> EventsGrpc.newBlockingStub(this.client.channel())
				.withDeadlineAfter(LIMIT.toSeconds(), TimeUnit.SECONDS)
				.subscribe(request)
				.hasNext())
			.matches((ex) -> ex.getStatus().getCode().name().equals(ErrorCode.UNKNOWN.name()));
	}

	@Test
	void eventsOfOtherNamespacesStayOut() throws InterruptedException {
		Namespace other = this.daemon.newNamespace();
		subscribe(SubscribeOptions.defaults());

		other.events().publish("/tasks/oom", new TaskOom("other"));
		this.namespace.events().publish("/tasks/oom", new TaskOom("mine"));

		assertThat(this.recorder.next().payload()).isEqualTo(new TaskOom("mine"));
	}

	@Test
	void severalNamespacesAreOneStream() throws InterruptedException {
		Namespace other = this.daemon.newNamespace();
		Namespace third = this.daemon.newNamespace();
		SubscribeOptions both = SubscribeOptions.defaults().withNamespaces(this.namespace.name(), other.name());
		this.client.events().subscribe(both, this.recorder).awaitConnected(LIMIT);

		third.events().publish("/tasks/oom", new TaskOom("c3"));
		this.namespace.events().publish("/tasks/oom", new TaskOom("c1"));
		other.events().publish("/tasks/oom", new TaskOom("c2"));

		assertThat(this.recorder.next().payload()).isEqualTo(new TaskOom("c1"));
		assertThat(this.recorder.next().payload()).isEqualTo(new TaskOom("c2"));
	}

	@Test
	void manyEventsArriveWithoutLossAndInOrder() throws InterruptedException {
		int count = 20_000;
		AtomicInteger inOrder = new AtomicInteger();
		CountDownLatch done = new CountDownLatch(count);
		EventSubscription subscription = this.namespace.events()
			.subscribe(SubscribeOptions.defaults().withBufferSize(count), (event) -> {
				if (event.payload() instanceof TaskStart start && start.pid() == inOrder.get()) {
					inOrder.incrementAndGet();
				}
				done.countDown();
			});
		subscription.awaitConnected(LIMIT);

		for (int i = 0; i < count; i++) {
			this.namespace.events().publish("/tasks/start", new TaskStart("c1", i));
		}

		assertThat(done.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
		assertThat(inOrder).hasValue(count);
		assertThat(subscription.statistics()).isEqualTo(new SubscriptionStatistics(count, 0, 0, 0, 0, 0));
	}

	@Test
	void whatExistsIsToldFirst() throws InterruptedException {
		String image = this.daemon.importBusybox(this.namespace);
		ctr("run", "-d", image, "c1", "sleep", "1000");

		subscribe(SubscribeOptions.defaults().withResync(Resync.FROM_START));
		this.namespace.events().publish("/done", new TaskOom("c1"));

		List<ContainerdEvent<?>> events = this.recorder.until((event) -> event.topic().equals("/done"));
		assertThat(events).filteredOn((event) -> event.origin() == EventOrigin.RESYNC)
			.extracting(ContainerdEvent::topic)
			.containsExactly("/namespaces/create", "/containers/create", "/tasks/create", "/tasks/start");
	}

	@Test
	void closingTheClientEndsItsSubscriptions() throws InterruptedException {
		EventSubscription subscription = subscribe(SubscribeOptions.defaults());
		assertThat(this.recorder.nextState()).isEqualTo(SubscriptionState.CONNECTED);

		this.client.close();

		assertThat(subscription.state()).isEqualTo(SubscriptionState.CLOSED);
		assertThat(this.recorder.nextState()).isEqualTo(SubscriptionState.CLOSED);
		assertThatExceptionOfType(ContainerdException.class).isThrownBy(() -> subscription.awaitConnected(LIMIT));
	}

	private EventSubscription subscribe(SubscribeOptions options) {
		EventSubscription subscription = this.client.namespace(this.namespace.name())
			.events()
			.subscribe(options, this.recorder);
		subscription.awaitConnected(LIMIT);
		return subscription;
	}

	private void ctr(String... arguments) {
		List<String> all = new ArrayList<>(List.of("-n", this.namespace.name()));
		all.addAll(List.of(arguments));
		this.daemon.ctr(all.toArray(String[]::new));
	}

}

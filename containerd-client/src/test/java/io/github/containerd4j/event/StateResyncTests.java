package io.github.containerd4j.event;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.github.containerd4j.proto.services.containers.v1.Container;
import io.github.containerd4j.proto.services.containers.v1.ContainersGrpc;
import io.github.containerd4j.proto.services.containers.v1.ListContainerMessage;
import io.github.containerd4j.proto.services.containers.v1.ListContainersRequest;
import io.github.containerd4j.proto.services.namespaces.v1.ListNamespacesRequest;
import io.github.containerd4j.proto.services.namespaces.v1.ListNamespacesResponse;
import io.github.containerd4j.proto.services.namespaces.v1.Namespace;
import io.github.containerd4j.proto.services.namespaces.v1.NamespacesGrpc;
import io.github.containerd4j.proto.services.tasks.v1.ListTasksRequest;
import io.github.containerd4j.proto.services.tasks.v1.ListTasksResponse;
import io.github.containerd4j.proto.services.tasks.v1.TasksGrpc;
import io.github.containerd4j.rpc.FakeDaemon;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StateResyncTests {

	private static final SubscribeOptions QUICK = SubscribeOptions.defaults()
		.withBackoff(Duration.ofMillis(5), Duration.ofMillis(20));

	private final FakeEvents events = new FakeEvents();

	private final Map<String, Container> containers = new ConcurrentHashMap<>();

	private volatile @Nullable Status taskFailure;

	private volatile @Nullable Status namespaceFailure;

	private volatile Runnable whileListing = () -> {
	};

	private final FakeDaemon daemon = new FakeDaemon(
			List.of(this.events, new Namespaces(), new Containers(), new Tasks()));

	private final RecordingListener listener = new RecordingListener();

	@AfterEach
	void stop() throws InterruptedException {
		this.daemon.connection().close();
		this.daemon.close();
	}

	@Test
	void publishesWhatWasMissedBetweenTheGapAndTheReturn() throws InterruptedException {
		create("old");
		subscribe(Resync.AFTER_GAP);
		assertThat(this.listener.next()).isEqualTo(SubscriptionState.CONNECTED);

		this.containers.remove("old");
		create("new");
		this.events.endStreams();

		assertThat(this.listener.next()).isEqualTo(SubscriptionState.LOST);
		assertThat(this.listener.next()).isInstanceOf(EventGap.class);
		assertThat(this.listener.next(3)).containsExactly(new ContainerDelete("old"),
				new ContainerCreate("new", null, null), SubscriptionState.CONNECTED);
	}

	@Test
	void publishesWhatExistsAtTheStart() throws InterruptedException {
		create("old");

		subscribe(Resync.FROM_START);

		assertThat(this.listener.next(3)).containsExactly(new NamespaceCreate("ns", Map.of()),
				new ContainerCreate("old", null, null), SubscriptionState.CONNECTED);
	}

	@Test
	void whatHappensDuringTheListingFollowsIt() throws InterruptedException {
		this.whileListing = () -> {
			create("during");
			this.events.send(new ContainerCreate("during", null, null));
		};

		subscribe(Resync.FROM_START);

		assertThat(this.listener.next(4)).containsExactly(new NamespaceCreate("ns", Map.of()),
				new ContainerCreate("during", null, null), SubscriptionState.CONNECTED,
				new ContainerCreate("during", null, null));
	}

	@Test
	void whatEventsHaveToldIsNotFoundAgain() throws InterruptedException {
		EventSubscription subscription = subscribe(Resync.AFTER_GAP);
		assertThat(this.listener.next()).isEqualTo(SubscriptionState.CONNECTED);
		create("new");
		this.events.send(new ContainerCreate("new", null, null));
		assertThat(this.listener.next()).isEqualTo(new ContainerCreate("new", null, null));

		this.events.endStreams();

		assertThat(this.listener.next()).isEqualTo(SubscriptionState.LOST);
		assertThat(this.listener.next()).isInstanceOf(EventGap.class);
		assertThat(this.listener.next()).isEqualTo(SubscriptionState.CONNECTED);
		assertThat(subscription.statistics().resynced()).isZero();
	}

	@Test
	void namespaceWhoseTasksCannotBeListedEndsNothing() throws InterruptedException {
		subscribe(Resync.AFTER_GAP);
		assertThat(this.listener.next()).isEqualTo(SubscriptionState.CONNECTED);
		this.taskFailure = Status.UNKNOWN.withDescription("ttrpc: closed");

		this.events.endStreams();

		assertThat(this.listener.next()).isEqualTo(SubscriptionState.LOST);
		assertThat(this.listener.next()).isInstanceOf(EventGap.class);
		assertThat(this.listener.next()).isEqualTo(SubscriptionState.CONNECTED);
	}

	@Test
	void isNotConnectedBeforeTheFirstListingSucceeds() throws InterruptedException {
		this.namespaceFailure = Status.UNAVAILABLE.withDescription("starting");
		EventSubscription subscription = this.subscribe(Resync.AFTER_GAP);
		awaitSubscriptions(3);
		assertThat(subscription.state()).isEqualTo(SubscriptionState.CONNECTING);

		this.namespaceFailure = null;

		assertThat(this.listener.next()).isEqualTo(SubscriptionState.CONNECTED);
		assertThat(subscription.statistics().gaps()).isZero();
	}

	private void awaitSubscriptions(int count) {
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> this.events.subscriptions.size() >= count);
	}

	private EventSubscription subscribe(Resync resync) {
		return EventService.over(this.daemon.client()).subscribe(QUICK.withResync(resync), this.listener);
	}

	private void create(String id) {
		this.containers.put(id, Container.newBuilder().setId(id).build());
	}

	private static void fail(Status status, StreamObserver<?> answer) {
		answer.onError(status.asRuntimeException());
	}

	private final class Namespaces extends NamespacesGrpc.NamespacesImplBase {

		@Override
		public void list(ListNamespacesRequest request, StreamObserver<ListNamespacesResponse> answer) {
			Status failure = StateResyncTests.this.namespaceFailure;
			if (failure != null) {
				fail(failure, answer);
				return;
			}
			answer.onNext(
					ListNamespacesResponse.newBuilder().addNamespaces(Namespace.newBuilder().setName("ns")).build());
			answer.onCompleted();
		}

	}

	private final class Containers extends ContainersGrpc.ContainersImplBase {

		@Override
		public void listStream(ListContainersRequest request, StreamObserver<ListContainerMessage> answer) {
			StateResyncTests.this.whileListing.run();
			StateResyncTests.this.containers.values()
				.forEach((container) -> answer
					.onNext(ListContainerMessage.newBuilder().setContainer(container).build()));
			answer.onCompleted();
		}

	}

	private final class Tasks extends TasksGrpc.TasksImplBase {

		@Override
		public void list(ListTasksRequest request, StreamObserver<ListTasksResponse> answer) {
			Status failure = StateResyncTests.this.taskFailure;
			if (failure != null) {
				fail(failure, answer);
				return;
			}
			answer.onNext(ListTasksResponse.getDefaultInstance());
			answer.onCompleted();
		}

	}

}

package io.github.containerd4j.event;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.DeadlineExceededException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.github.containerd4j.event.EventGap.Reason;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.Leaks;
import io.github.containerd4j.test.TestDaemon;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Subscriptions while their daemon goes away and comes back.
 */
@DaemonTest
class EventReconnectIT {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	// Long enough to change things between the daemon's return and ours.
	private static final Duration HOLD_OFF = Duration.ofSeconds(5);

	private final EmbeddedContainerd daemon;

	private final EventRecorder recorder = new EventRecorder();

	private ContainerdClient client;

	private Namespace namespace;

	EventReconnectIT(TestDaemon shared) {
		this.daemon = shared.startPrivate();
	}

	@BeforeEach
	void connect() {
		this.client = ContainerdClient.create(this.daemon.address());
		// runc knows only one container of each name on this machine.
		this.namespace = this.client.namespace("r" + this.daemon.pid());
	}

	@AfterEach
	void close() {
		this.client.close();
		this.daemon.close();
	}

	@Test
	void comesBackAfterAKilledDaemonAndMissesNothingFromThereOn() throws InterruptedException {
		EventSubscription subscription = subscribe(SubscribeOptions.defaults());
		assertThat(this.recorder.nextState()).isEqualTo(SubscriptionState.CONNECTED);

		for (int i = 1; i <= 3; i++) {
			this.daemon.kill();
			assertThat(this.recorder.nextState()).isEqualTo(SubscriptionState.LOST);
			assertThat(subscription.failure()).isPresent();
			this.daemon.start();
			assertThat(this.recorder.nextState()).isEqualTo(SubscriptionState.CONNECTED);
			this.namespace.events().publish("/tasks/oom", new TaskOom("c" + i));

			assertThat(this.recorder.next().payload()).isInstanceOfSatisfying(EventGap.class,
					(gap) -> assertThat(gap.reason()).isEqualTo(Reason.RECONNECTED));
			assertThat(this.recorder.next().payload()).isEqualTo(new TaskOom("c" + i));
		}
		assertThat(subscription.statistics()).isEqualTo(new SubscriptionStatistics(3, 0, 3, 3, 0, 0));
	}

	@Test
	void resyncTellsWhatWasMissed() throws InterruptedException {
		String image = this.daemon.importBusybox(this.namespace.name());
		ctr("container", "create", image, "old");
		ctr("run", "-d", image, "runs", "sleep", "1000");
		subscribe(SubscribeOptions.defaults().withBackoff(HOLD_OFF, HOLD_OFF).withResync(Resync.AFTER_GAP));

		this.daemon.kill();
		this.daemon.start();
		ctr("container", "rm", "old");
		ctr("container", "create", image, "new");
		ctr("task", "kill", "-s", "SIGKILL", "runs");

		this.recorder.await((event) -> event.payload() instanceof EventGap);
		List<ContainerdEvent<?>> found = this.recorder.until((event) -> event.payload() instanceof TaskExit);
		assertThat(found).allMatch((event) -> event.origin() == EventOrigin.RESYNC)
			.extracting((event) -> (Object) event.payload())
			.satisfiesExactly((payload) -> assertThat(payload).isEqualTo(new ContainerDelete("old")),
					(payload) -> assertThat(payload).isInstanceOfSatisfying(ContainerCreate.class,
							(create) -> assertThat(create.containerId()).isEqualTo("new")),
					(payload) -> assertThat(payload).isInstanceOfSatisfying(TaskExit.class, (exit) -> {
						assertThat(exit.containerId()).isEqualTo("runs");
						assertThat(exit.exitStatus()).isEqualTo(137);
						assertThat(exit.exitedAt()).isNotNull();
					}));
	}

	@Test
	void waitsForADaemonThatStartsLater() throws InterruptedException {
		this.daemon.stop();
		EventSubscription subscription = this.namespace.events().subscribe(this.recorder);
		Awaitility.await().atMost(LIMIT).until(() -> subscription.failure().isPresent());
		assertThat(subscription.state()).isEqualTo(SubscriptionState.CONNECTING);

		this.daemon.start();

		assertThat(this.recorder.nextState()).isEqualTo(SubscriptionState.CONNECTED);
		assertThat(this.recorder.size()).isZero();
	}

	@Test
	void daemonThatDoesNotAnswerIsNoLiveStream() throws InterruptedException {
		try (ContainerdClient hasty = ContainerdClient.builder()
			.address(this.daemon.address())
			.requestTimeout(Duration.ofMillis(500))
			.build()) {
			this.daemon.freeze();
			// The signal takes a moment to stop all threads of the daemon.
			Awaitility.await().atMost(LIMIT).until(this::doesNotAnswer);
			EventSubscription subscription = hasty.events().subscribe(this.recorder);
			Awaitility.await().atMost(LIMIT).until(() -> subscription.failure().isPresent());
			assertThat(subscription.failure()).get().isInstanceOf(DeadlineExceededException.class);
			assertThat(subscription.state()).isEqualTo(SubscriptionState.CONNECTING);

			this.daemon.thaw();

			assertThat(this.recorder.nextState()).isEqualTo(SubscriptionState.CONNECTED);
		}
	}

	@Test
	void closingDuringUseLeavesNothing() throws InterruptedException {
		subscribe(SubscribeOptions.defaults()).close();
		Leaks before = Leaks.snapshot();

		for (int i = 0; i < 20; i++) {
			EventSubscription subscription = subscribe(SubscribeOptions.defaults().withResync(Resync.FROM_START));
			this.namespace.events().publish("/tasks/oom", new TaskOom("c1"));
			subscription.close();
		}
		this.daemon.stop();
		EventSubscription lost = this.namespace.events().subscribe(this.recorder);
		Awaitility.await().atMost(LIMIT).until(() -> lost.failure().isPresent());
		lost.close();
		this.daemon.start();
		this.client.namespaces().list();

		Leaks.assertNothingLeft(before);
	}

	private boolean doesNotAnswer() {
		try {
			this.client.servingStatus(Duration.ofSeconds(1));
			return false;
		}
		catch (DeadlineExceededException ex) {
			return true;
		}
	}

	private EventSubscription subscribe(SubscribeOptions options) {
		EventSubscription subscription = this.namespace.events().subscribe(options, this.recorder);
		subscription.awaitConnected(LIMIT);
		return subscription;
	}

	private void ctr(String... arguments) {
		List<String> all = new ArrayList<>(List.of("-n", this.namespace.name()));
		all.addAll(List.of(arguments));
		this.daemon.ctr(all.toArray(String[]::new));
	}

}

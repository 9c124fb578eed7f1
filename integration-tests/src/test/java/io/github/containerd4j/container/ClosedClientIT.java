package io.github.containerd4j.container;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import io.github.containerd4j.ClientClosedException;
import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.SlowRuntime;
import io.github.containerd4j.checkpoint.CheckpointRequest;
import io.github.containerd4j.embedded.BusyboxImage;
import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.github.containerd4j.spec.ContainerSpec;
import io.github.containerd4j.stdio.JsonLog;
import io.github.containerd4j.stdio.LogFollower;
import io.github.containerd4j.stdio.LogQuery;
import io.github.containerd4j.stdio.ProcessStreams;
import io.github.containerd4j.stdio.Streams;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.task.TaskStatus;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The client is closed in the middle of what a container does. The call ends at once, and
 * another client can go on or clean up.
 */
@DaemonTest
@Timeout(120)
class ClosedClientIT {

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private final EmbeddedContainerd own;

	private final ContainerdClient client;

	private final ContainerdClient other;

	private final Namespace namespace;

	private final Path directory;

	ClosedClientIT(TestDaemon daemon, @TempDir Path directory) {
		this.directory = directory;
		this.own = daemon.startPrivate();
		this.client = ContainerdClient.create(this.own.address());
		this.other = ContainerdClient.create(this.own.address());
		// runc knows only one namespace of each name on this machine.
		this.namespace = this.client.namespace("closed" + this.own.pid());
		this.own.importBusybox(this.namespace.name());
	}

	@AfterEach
	void close() {
		this.client.close();
		this.other.close();
		this.own.close();
	}

	@Test
	void whileAContainerIsCreated() throws Exception {
		this.own.freeze();
		FutureTask<?> create = begin(() -> create("c", spec("c")));
		awaitCall(create);

		this.client.close();
		assertEnds(create);
		this.own.thaw();

		assertRemovable("c");
	}

	@Test
	void whileATaskIsCreated() throws Exception {
		assertEndsDuring("create", Container::start);
		assertRemovable("c");
	}

	@Test
	void whileATaskIsStarted() throws Exception {
		assertEndsDuring("start", (container) -> container.start(Streams.capture()));
		assertRemovable("c");
	}

	@Test
	void whileACommandIsStarted() throws Exception {
		assertEndsDuring("exec", (container) -> container.start().exec("sleep", "500"));
		assertRemovable("c");
	}

	@Test
	void whileATaskIsStopped() throws Exception {
		Container container = create("c", spec("c").args("sh", "-c", "trap '' TERM; while true; do sleep 0.05; done"));
		container.start();
		assertEndsWaiting(() -> container.stop(LIMIT));
		assertRemovable("c");
	}

	@Test
	void whileATaskIsRestarted() throws Exception {
		Container container = create("c", spec("c").args("sh", "-c", "trap '' TERM; while true; do sleep 0.05; done"));
		container.start();
		assertEndsWaiting(() -> container.restart(LIMIT));
		assertRemovable("c");
	}

	@Test
	void whileSomebodyWaits() throws Exception {
		Task task = create("c", spec("c")).start();
		assertEndsWaiting(task::waitFor);
		assertRemovable("c");
	}

	@Test
	void whileACheckpointIsMade() throws Exception {
		assertEndsDuring("checkpoint", (container) -> {
			container.start();
			this.namespace.checkpoints().create("c", CheckpointRequest.to("checkpoint"));
		});

		assertRemovable("c");
	}

	@Test
	void whileALogIsFollowed() throws Exception {
		JsonLog log = JsonLog.at(this.directory.resolve("log"));
		List<String> lines = new CopyOnWriteArrayList<>();
		Container container = create("c",
				spec("c").args("sh", "-c", "echo first; while [ ! -e /go ]; do sleep 0.05; done; echo second"));
		container.start(Streams.log(log));
		try (LogFollower follower = log.follow(LogQuery.all(), (entry) -> lines.add(entry.text().strip()))) {
			Awaitility.await().atMost(LIMIT).until(() -> lines.contains("first"));

			this.client.close();
			Task same = this.other.namespace(this.namespace.name()).tasks().get("c");
			try (ProcessStreams streams = same.attach(Streams.log(log))) {
				same.exec("touch", "/go").requireSuccess();

				assertThat(same.waitFor(LIMIT)).isPresent();
				// Who follows needs no daemon, and whoever writes is all the same to it.
				Awaitility.await().atMost(LIMIT).until(() -> lines.contains("second"));
			}
		}
		assertRemovable("c");
	}

	private ContainerSpec.Builder spec(String id) {
		return ContainerSpec.builder(id).image(BusyboxImage.REFERENCE).args("sleep", "600");
	}

	private Container create(String id, ContainerSpec.Builder spec) {
		return this.namespace.containers().create(spec.build());
	}

	/**
	 * Closes the client while runc is at a command.
	 */
	private void assertEndsDuring(String command, Action action) throws Exception {
		SlowRuntime runtime = SlowRuntime.in(this.directory, command);
		Container container = create("c", spec("c").runtimeBinary(runtime.program()));
		FutureTask<?> call = begin(() -> action.on(container));
		runtime.awaitBegin();

		this.client.close();
		assertEnds(call);
		runtime.letGo();
	}

	private void assertEndsWaiting(Runnable action) throws Exception {
		FutureTask<?> call = begin(action);
		awaitCall(call);
		this.client.close();
		assertEnds(call);
	}

	private static FutureTask<?> begin(Runnable action) {
		FutureTask<?> task = new FutureTask<>(action, null);
		Thread thread = new Thread(task, "closed-client");
		thread.setDaemon(true);
		thread.start();
		return task;
	}

	/**
	 * Waits until the thread waits for the daemon.
	 */
	private static void awaitCall(FutureTask<?> call) {
		Awaitility.await().atMost(LIMIT).until(() -> {
			assertThat(call).isNotDone();
			return Thread.getAllStackTraces()
				.entrySet()
				.stream()
				.anyMatch((thread) -> thread.getKey().getName().equals("closed-client")
						&& (thread.getKey().getState() == Thread.State.WAITING
								|| thread.getKey().getState() == Thread.State.TIMED_WAITING));
		});
	}

	private static void assertEnds(FutureTask<?> call) {
		assertThat(call).failsWithin(LIMIT)
			.withThrowableOfType(ExecutionException.class)
			.withCauseInstanceOf(ClientClosedException.class);
	}

	/**
	 * The container may be there or not, and its task too: the daemon goes on with what
	 * it was asked for.
	 */
	private void assertRemovable(String id) {
		Namespace same = this.other.namespace(this.namespace.name());
		Awaitility.await().atMost(LIMIT).ignoreExceptions().untilAsserted(() -> {
			same.tasks().find(id).filter((task) -> task.info().status() == TaskStatus.PAUSED).ifPresent(Task::resume);
			same.containers().find(id).ifPresent((container) -> container.delete(DeleteOptions.defaults().withForce()));
		});
		assertThat(same.containers().find(id)).isEmpty();
		assertThat(same.tasks().list()).isEmpty();
		assertThatExceptionOfType(ClientClosedException.class).isThrownBy(() -> this.namespace.containers().list());
	}

	/**
	 * What is done with a container.
	 */
	@FunctionalInterface
	private interface Action {

		void on(Container container);

	}

}

package io.github.containerd4j.container;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.github.containerd4j.AlreadyExistsException;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.build.ImageBuilder;
import io.github.containerd4j.image.Image;
import io.github.containerd4j.lease.Lease;
import io.github.containerd4j.lease.LeaseResource;
import io.github.containerd4j.spec.ContainerSpec;
import io.github.containerd4j.stdio.Input;
import io.github.containerd4j.stdio.JsonLog;
import io.github.containerd4j.stdio.LogQuery;
import io.github.containerd4j.stdio.ProcessStreams;
import io.github.containerd4j.stdio.Streams;
import io.github.containerd4j.task.ExitStatus;
import io.github.containerd4j.task.ProcessStartException;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.task.TaskStatus;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Containers from their creation to their deletion.
 */
@DaemonTest
@Timeout(60)
class ContainerLifeIT {

	private static final Duration GRACE = Duration.ofSeconds(10);

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private final Namespace namespace;

	private final String image;

	ContainerLifeIT(TestDaemon daemon, Namespace namespace) {
		this.namespace = namespace;
		this.image = daemon.importBusybox(namespace);
	}

	@Test
	void runsFromCreationToDeletion() {
		Container container = create("hello", "sleep", "60");

		Task task = container.start();
		assertThat(task.exec("sh", "-c", "echo hi; exit 3").stdout()).isEqualTo("hi\n");
		assertThatExceptionOfType(FailedPreconditionException.class).isThrownBy(container::delete);
		assertThatExceptionOfType(AlreadyExistsException.class).isThrownBy(container::start);
		assertThat(container.task().orElseThrow().info().status()).isEqualTo(TaskStatus.RUNNING);
		Optional<ExitStatus> exit = container.stop(Duration.ofMillis(100));
		container.delete();

		assertThat(exit).isPresent();
		assertThat(this.namespace.containers().list()).isEmpty();
		assertThat(this.namespace.tasks().list()).isEmpty();
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(container::start);
	}

	@Test
	void capturesOutputAndFeedsInput() {
		Task task = create("c", "sh", "-c", "cat; echo end >&2")
			.start(Streams.capture().withStdin(Input.of("from here")));
		ProcessStreams streams = task.streams().orElseThrow();

		assertThat(task.waitFor(LIMIT).orElseThrow().code()).isZero();
		task.delete();

		assertThat(streams.captured().stdout()).isEqualTo("from here");
		assertThat(streams.captured().stderr()).isEqualTo("end\n");
	}

	@Test
	void losesNothingWhenTheTaskIsDeletedAtOnce() {
		Task task = create("c", "sh", "-c", "head -c 3000000 /dev/zero").start(Streams.capture());

		task.waitFor();
		task.delete();

		assertThat(task.streams().orElseThrow().captured().stdoutSize()).isEqualTo(3_000_000);
	}

	@Test
	void startsAgainAfterItsTaskHasEnded() {
		Container container = create("c", "sh", "-c", "echo run >> /runs; exit 4");

		assertThat(container.start().waitFor(LIMIT).orElseThrow().code()).isEqualTo(4);
		Task second = container.start(Streams.capture());
		assertThat(second.waitFor(LIMIT)).isPresent();

		assertThat(container.stop(GRACE).orElseThrow().code()).isEqualTo(4);
		assertThat(container.stop(GRACE)).isEmpty();
		assertThat(container.task()).isEmpty();
	}

	@Test
	void restartsOnTheSameFilesAndGoesOnWithTheLog(@TempDir Path directory) {
		Path log = directory.resolve("log");
		Container container = create("c", "sh", "-c", "echo x >> /runs; wc -l < /runs; sleep 600");
		Task first = container.start(Streams.log(URI.create("file://" + log)));
		Awaitility.await().atMost(LIMIT).untilAsserted(() -> assertThat(log).content().isEqualTo("1\n"));

		Task second = container.restart(Duration.ofMillis(100));

		assertThat(second.info().pid()).isNotEqualTo(first.info().pid());
		Awaitility.await().atMost(LIMIT).untilAsserted(() -> assertThat(log).content().isEqualTo("1\n2\n"));
	}

	@Test
	void logsWhereItsSpecificationSays(@TempDir Path directory) {
		JsonLog log = JsonLog.at(directory.resolve("log")).withMaxSize(10_000).withMaxFiles(2);
		Container container = this.namespace.containers()
			.create(ContainerSpec.builder("c")
				.image(this.image)
				.args("sh", "-c", "echo x >> /runs; wc -l < /runs; sleep 600")
				.log(log)
				.build());

		container.start();
		awaitLog(log, "1");
		container.restart(Duration.ofMillis(100));
		awaitLog(log, "1", "2");
		container.stop(Duration.ofMillis(100));
		// Another one knows it from the record.
		Container same = this.namespace.containers().get("c");
		same.start();

		awaitLog(log, "1", "2", "3");
		assertThat(same.log()).hasValueSatisfying((found) -> {
			assertThat(found.file()).isEqualTo(log.file());
			assertThat(found.maxSize()).isEqualTo(10_000);
			assertThat(found.maxFiles()).isEqualTo(2);
		});
		assertThat(create("other", "true").log()).isEmpty();
	}

	@Test
	void logsWhatATerminalShows(@TempDir Path directory) {
		JsonLog log = JsonLog.at(directory.resolve("log"));
		this.namespace.containers()
			.create(ContainerSpec.builder("c")
				.image(this.image)
				.args("sh", "-c", "tty; sleep 600")
				.tty()
				.log(log)
				.build())
			.start();

		awaitLog(log, "/dev/pts/0");
	}

	private static void awaitLog(JsonLog log, String... lines) {
		Awaitility.await()
			.atMost(LIMIT)
			.untilAsserted(() -> assertThat(log.read(LogQuery.all())).extracting((entry) -> entry.text().strip())
				.containsExactly(lines));
	}

	@Test
	void asksWithTheSignalOfTheImageWhereTheRecordTellsNone() {
		String name = "example.test/stop:1";
		Image base = this.namespace.images().get(this.image);
		ImageBuilder.in(this.namespace).name(name).from(base).config((config) -> config.stopSignal("SIGUSR1")).build();
		Container container = this.namespace.containers()
			.create(ContainerSpec.builder("c")
				.image(name)
				.args("sh", "-c", "trap 'exit 5' USR1; touch /ready; while true; do sleep 0.05; done")
				.build());
		Map<String, String> labels = new HashMap<>(container.info().labels());
		assertThat(labels.remove("io.containerd.image.config.stop-signal")).isEqualTo("SIGUSR1");
		container.update(ContainerUpdate.create().replaceLabels(labels));
		Task task = container.start();
		Path ready = Path.of("/proc", String.valueOf(task.info().pid()), "root", "ready");
		Awaitility.await().atMost(LIMIT).until(() -> Files.exists(ready));

		assertThat(container.stop(LIMIT).orElseThrow().code()).isEqualTo(5);
	}

	@Test
	void tellsThatAFileIsNoProgram() {
		Container container = create("c", "/etc/passwd");

		assertThatExceptionOfType(ProcessStartException.class).isThrownBy(container::start)
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(ProcessStartException.Reason.NOT_EXECUTABLE));
		assertThat(container.task()).isEmpty();
	}

	@Test
	void separatesCreationFromStart() {
		Task task = create("c", "sh", "-c", "cat /proc/net/dev").newTask(Streams.capture());
		assertThat(task.info().status()).isEqualTo(TaskStatus.CREATED);
		assertThat(Path.of("/proc", String.valueOf(task.info().pid()), "ns", "net")).exists();

		task.start();

		assertThat(task.waitFor(LIMIT).orElseThrow().code()).isZero();
		task.delete();
		assertThat(task.streams().orElseThrow().captured().stdout()).contains("lo:");
	}

	@Test
	void talksThroughATerminal() throws Exception {
		Container container = this.namespace.containers()
			.create(ContainerSpec.builder("c").image(this.image).args("sh").tty().build());
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> container.start(Streams.capture()))
			.withMessageContaining("terminal");
		Task task = container.start(Streams.terminal(100, 30));
		try (ProcessStreams streams = task.streams().orElseThrow()) {
			streams.stdin().write("stty size; exit 7\n".getBytes(StandardCharsets.UTF_8));
			streams.stdin().flush();

			assertThat(new String(streams.stdout().readAllBytes(), StandardCharsets.UTF_8)).contains("30 100\r\n");
			assertThat(task.waitFor(LIMIT).orElseThrow().code()).isEqualTo(7);
		}
	}

	@Test
	void startsATerminalThatNobodyWatches() {
		Container container = this.namespace.containers()
			.create(ContainerSpec.builder("c").image(this.image).args("sleep", "600").tty().build());

		assertThat(container.start().refresh().terminal()).isTrue();
	}

	@Test
	void leavesNoTaskWhenTheProgramIsMissing() {
		Container container = create("c", "/missing");

		assertThatExceptionOfType(ProcessStartException.class).isThrownBy(() -> container.start(Streams.capture()))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(ProcessStartException.Reason.NO_SUCH_PROGRAM));
		assertThat(container.task()).isEmpty();
		container.delete();
	}

	@Test
	void deletesByForceWhateverRuns() {
		Container container = create("c", "sleep", "600");
		Task task = container.start(Streams.capture());

		container.delete(DeleteOptions.defaults().withForce());
		container.delete(DeleteOptions.defaults().withForce());

		assertThat(this.namespace.containers().find("c")).isEmpty();
		assertThat(ProcessHandle.of(task.info().pid())).isEmpty();
	}

	@Test
	void keepsTheSnapshotWhenAskedTo() {
		Container container = create("c", "sleep", "600");
		String key = container.info().snapshotKey();
		assertThat(key).isNotNull();

		try (Lease lease = this.namespace.leases().open()) {
			// Else it is garbage as soon as the record is gone.
			lease.add(LeaseResource.snapshot(container.info().snapshotter(), key));
			container.delete(DeleteOptions.defaults().withSnapshotKept());

			this.namespace.snapshots().remove(key);
		}
	}

	private Container create(String id, String... args) {
		return this.namespace.containers().create(ContainerSpec.builder(id).image(this.image).args(args).build());
	}

}

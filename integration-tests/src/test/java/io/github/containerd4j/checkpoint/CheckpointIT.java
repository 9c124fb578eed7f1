package io.github.containerd4j.checkpoint;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import io.github.containerd4j.AlreadyExistsException;
import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.embedded.BusyboxImage;
import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.github.containerd4j.oci.ImageFormatException;
import io.github.containerd4j.spec.ContainerSpec;
import io.github.containerd4j.stdio.JsonLog;
import io.github.containerd4j.stdio.LogQuery;
import io.github.containerd4j.stdio.ProcessStreams;
import io.github.containerd4j.stdio.Stdio;
import io.github.containerd4j.stdio.Streams;
import io.github.containerd4j.task.CheckpointOptions;
import io.github.containerd4j.task.Signal;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.task.TaskSpec;
import io.github.containerd4j.task.TaskStatus;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestCriu;
import io.github.containerd4j.test.TestDaemon;
import io.github.containerd4j.test.TestFiles;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Where no CRIU fits the machine's kernel, each test proves that this is told clearly and
 * harms nothing.
 */
@DaemonTest
@Timeout(120)
class CheckpointIT {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final String IMAGE = "example.test/checkpoints/one:1";

	private final TestDaemon shared;

	private final List<AutoCloseable> resources = new ArrayList<>();

	private Set<Path> unpackedBefore = Set.of();

	private EmbeddedContainerd daemon;

	private Namespace namespace;

	private CheckpointService checkpoints;

	CheckpointIT(TestDaemon shared) {
		this.shared = shared;
	}

	@BeforeEach
	void start() throws IOException {
		this.unpackedBefore = unpackedDumps();
		this.daemon = this.shared.startPrivate(TestCriu.searchPath());
		this.resources.add(this.daemon);
		this.namespace = connect(this.daemon);
		this.checkpoints = this.namespace.checkpoints();
	}

	private Namespace connect(EmbeddedContainerd other) {
		ContainerdClient client = ContainerdClient.create(other.address());
		this.resources.add(client);
		Namespace result = client.namespace("k" + Long.toString(other.pid(), 36));
		other.importBusybox(result.name());
		return result;
	}

	@AfterEach
	void stop() throws Exception {
		for (int last = this.resources.size() - 1; last >= 0; last--) {
			this.resources.get(last).close();
		}
	}

	@Test
	void goesOnCountingFromTheMemoryOfTheCheckpoint() throws Exception {
		Task task = Counter.start(this.namespace, "one");
		if (cannotDump(task)) {
			return;
		}
		int before = Counter.awaitBeyond(task, 5);

		CheckpointImage checkpoint = this.checkpoints.create("one", CheckpointRequest.to(IMAGE));
		assertThat(task.refresh().status()).isEqualTo(TaskStatus.RUNNING);
		int after = Counter.awaitBeyond(task, before + 5);
		remove(task);
		Task restored = this.checkpoints.restore(RestoreRequest.of(IMAGE, "two"));

		assertThat(restored.containerId()).isEqualTo("two");
		assertThat(restored.info().status()).isEqualTo(TaskStatus.RUNNING);
		assertThat(Counter.awaitBeyond(restored, before - 1)).isLessThan(after + 20);
		Counter.awaitBeyond(restored, after + 5);
		assertThat(checkpoint).isEqualTo(this.checkpoints.get(IMAGE));
		assertThat(checkpoint.hasMemory()).isTrue();
		assertThat(checkpoint.dumpSize().orElseThrow()).isPositive();
		assertThat(checkpoint.rwLayer()).isNotNull();
		assertThat(checkpoint.containerId()).isEqualTo("one");
		assertThat(checkpoint.baseName()).isEqualTo(BusyboxImage.REFERENCE);
		assertNothingBeside("two");
	}

	@Test
	void givesTheNewContainerItsOwnNameEverywhere() {
		Task task = Counter.start(this.namespace, "one");
		if (cannotDump(task)) {
			return;
		}
		this.checkpoints.create("one", CheckpointRequest.to(IMAGE));

		// Both at once, so they must not share a control group.
		this.checkpoints.restore(RestoreRequest.of(IMAGE, "two").withLabels(Map.of("a", "b")));

		ContainerInfo container = this.namespace.containers().get("two").info();
		assertThat(spec(container)).contains("\"cgroupsPath\":\"/" + this.namespace.name() + "/two\"")
			.contains("\"hostname\":\"two\"", "\"name\":\"two\"")
			.doesNotContain("\"one\"");
		assertThat(container.labels()).containsExactlyEntriesOf(Map.of("a", "b"));
		assertThat(container.image()).isEqualTo(BusyboxImage.REFERENCE);
		assertThat(this.namespace.tasks().list()).hasSize(2);
	}

	@Test
	void endsTheTaskWhenTheImageIsComplete() {
		Task task = Counter.start(this.namespace, "one");
		if (cannotDump(task)) {
			return;
		}
		int before = Counter.awaitBeyond(task, 5);

		this.checkpoints.create("one", CheckpointRequest.to(IMAGE).withAfter(AfterCheckpoint.EXIT));

		assertThat(task.refresh().status()).isEqualTo(TaskStatus.STOPPED);
		remove(task);
		Counter.awaitBeyond(this.checkpoints.restore(RestoreRequest.of(IMAGE, "one")), before);
	}

	@Test
	void leavesTheEndToCriuWhereConnectionsAreDumped() {
		Task task = Counter.start(this.namespace, "one");
		if (cannotDump(task)) {
			return;
		}

		this.checkpoints.create("one",
				CheckpointRequest.to(IMAGE)
					.withAfter(AfterCheckpoint.EXIT)
					.withDump(CheckpointOptions.defaults().withOpenTcp(true)));

		Awaitility.await().atMost(LIMIT).until(() -> task.refresh().status() == TaskStatus.STOPPED);
		remove(task);
		Counter.awaitBeyond(this.checkpoints.restore(RestoreRequest.of(IMAGE, "one")), 5);
	}

	@Test
	void leavesTheTaskPausedWhenAsked() throws Exception {
		Task task = Counter.start(this.namespace, "one");
		if (cannotDump(task)) {
			return;
		}

		this.checkpoints.create("one", CheckpointRequest.to(IMAGE).withAfter(AfterCheckpoint.STAY_PAUSED));

		assertThat(task.refresh().status()).isEqualTo(TaskStatus.PAUSED);
		int paused = Counter.read(task);
		this.checkpoints.create("one", CheckpointRequest.to(IMAGE));
		assertThat(task.refresh().status()).isEqualTo(TaskStatus.PAUSED);
		task.resume();
		Counter.awaitBeyond(task, paused);
	}

	@Test
	void makesSeveralCheckpointsOfOneSpec() {
		Task task = Counter.start(this.namespace, "one");
		if (cannotDump(task)) {
			return;
		}
		TypedValue spec = this.namespace.containers().get("one").info().spec();

		this.checkpoints.create("one", CheckpointRequest.to(IMAGE));
		int between = Counter.awaitBeyond(task, 20);
		CheckpointImage second = this.checkpoints.create("one", CheckpointRequest.to(IMAGE + "2"));
		this.checkpoints.create("one", CheckpointRequest.to(IMAGE + "3").withAfter(AfterCheckpoint.EXIT));

		assertThat(second.hasMemory()).isTrue();
		assertThat(this.namespace.containers().get("one").info().spec()).isEqualTo(spec);
		remove(task);
		this.namespace.images().deleteAndCollect(IMAGE);
		Counter.awaitBeyond(this.checkpoints.restore(RestoreRequest.of(IMAGE + "2", "two")), between);
		Counter.awaitBeyond(this.checkpoints.restore(RestoreRequest.of(IMAGE + "3", "three")), between);
	}

	@Test
	void keepsFilesWithoutMemory() throws Exception {
		Task task = Counter.start(this.namespace, "one");
		Files.writeString(Path.of("/proc", String.valueOf(task.info().pid()), "root/kept"), "kept");

		CheckpointImage checkpoint = this.checkpoints.create("one",
				CheckpointRequest.to(IMAGE).withoutMemory().withAfter(AfterCheckpoint.EXIT));

		assertThat(task.refresh().status()).isEqualTo(TaskStatus.STOPPED);
		assertThat(checkpoint.hasMemory()).isFalse();
		remove(task);
		Task restored = this.checkpoints.restore(RestoreRequest.of(IMAGE, "two"));
		Counter.awaitBeyond(restored, 3);
		assertThat(Path.of("/proc", String.valueOf(restored.info().pid()), "root/kept")).hasContent("kept");
	}

	@Test
	void leavesFilesOutWhenAsked() {
		Task task = Counter.start(this.namespace, "one");
		if (cannotDump(task)) {
			return;
		}

		CheckpointImage checkpoint = this.checkpoints.create("one", CheckpointRequest.to(IMAGE).withoutRwLayer());

		assertThat(checkpoint.rwLayer()).isNull();
		assertThat(checkpoint.hasMemory()).isTrue();
	}

	@Test
	void ctrRestoresOurCheckpoint() throws IOException {
		Task task = Counter.start(this.namespace, "one");
		if (cannotDump(task)) {
			return;
		}
		int before = Counter.awaitBeyond(task, 5);
		this.checkpoints.create("one", CheckpointRequest.to(IMAGE).withAfter(AfterCheckpoint.EXIT));
		remove(task);

		this.daemon.ctr("-n", this.namespace.name(), "containers", "restore", "--rw", "--live", "two", IMAGE);

		Counter.awaitBeyond(this.namespace.tasks().get("two"), before);
		Set<Path> left = unpackedDumps();
		left.removeAll(this.unpackedBefore);
		for (Path directory : left) {
			// The others are of daemons that dump just now.
			if (directory.getFileName().toString().startsWith("ctrd-")) {
				TestFiles.delete(directory);
			}
		}
	}

	@Test
	void restoresACheckpointOfCtr() {
		Task task = Counter.start(this.namespace, "one");
		if (cannotDump(task)) {
			return;
		}
		int before = Counter.awaitBeyond(task, 5);
		this.daemon.ctr("-n", this.namespace.name(), "containers", "checkpoint", "--rw", "--image", "--task", "one",
				IMAGE);
		remove(task);

		Task restored = this.checkpoints.restore(RestoreRequest.of(IMAGE, "two"));

		Counter.awaitBeyond(restored, before);
		assertThat(spec(this.namespace.containers().get("two").info())).contains("/two\"").doesNotContain("\"one\"");
	}

	@Test
	void restoresACheckpointOfATaskThatCtrMade() {
		Task task = Counter.start(this.namespace, "one");
		if (cannotDump(task)) {
			return;
		}
		int before = Counter.awaitBeyond(task, 5);
		String name = this.daemon.ctr("-n", this.namespace.name(), "tasks", "checkpoint", "one").strip();
		remove(task);

		Counter.awaitBeyond(this.checkpoints.restore(RestoreRequest.of(name, "two")), before);
	}

	@Test
	void goesOnAtAnotherDaemon(@TempDir Path directory) {
		Task task = Counter.start(this.namespace, "one");
		if (cannotDump(task)) {
			return;
		}
		int before = Counter.awaitBeyond(task, 5);
		this.checkpoints.create("one", CheckpointRequest.to(IMAGE).withAfter(AfterCheckpoint.EXIT));
		Path archive = directory.resolve("checkpoint.tar");
		this.namespace.images().exportTo(archive, IMAGE);
		EmbeddedContainerd other = this.shared.startPrivate(TestCriu.searchPath());
		this.resources.add(other);
		ContainerdClient client = ContainerdClient.create(other.address());
		this.resources.add(client);
		Namespace elsewhere = client.namespace("elsewhere" + other.pid());

		elsewhere.images().importFrom(archive);
		Task restored = elsewhere.checkpoints().restore(RestoreRequest.of(IMAGE, "one"));

		Counter.awaitBeyond(restored, before);
		assertThat(elsewhere.images().get(BusyboxImage.REFERENCE).isUnpacked()).isTrue();
	}

	@Test
	void restoresAContainerOfASpecificationWithItsLabelsAndStreams() {
		Task task = counter("one").start();
		task.refresh();
		int before = Counter.awaitBeyond(task, 5);
		if (cannotDump(task)) {
			return;
		}
		this.checkpoints.create("one", CheckpointRequest.to(IMAGE).withAfter(AfterCheckpoint.EXIT));
		remove(task);

		Task restored = this.checkpoints.restore(RestoreRequest.of(IMAGE, "two"));

		Counter.awaitBeyond(restored, before);
		assertThat(this.namespace.containers().get("two").info().labels()).containsEntry("kept", "yes");
	}

	private Container counter(String id) {
		return this.namespace.containers()
			.create(ContainerSpec.builder(id)
				.image(BusyboxImage.REFERENCE)
				.args("sh", "-c", Counter.SCRIPT)
				.label("kept", "yes")
				.build());
	}

	@Test
	void takesTheOutputOfARestoredTaskThroughFifos() {
		List<String> first = new CopyOnWriteArrayList<>();
		List<String> second = new CopyOnWriteArrayList<>();
		try (ProcessStreams streams = Streams.lines(first::add, first::add).open("one")) {
			Task task = Counter.start(this.namespace, "one", streams.stdio());
			if (cannotDump(task)) {
				return;
			}
			this.checkpoints.create("one", CheckpointRequest.to(IMAGE).withAfter(AfterCheckpoint.EXIT));
			streams.awaitOutput();
			remove(task);
		}

		try (ProcessStreams streams = Streams.lines(second::add, second::add).open("two")) {
			Task restored = this.checkpoints.restore(RestoreRequest.of(IMAGE, "two").withStdio(streams.stdio()));

			Awaitility.await().atMost(LIMIT).until(() -> second.size() > 3);
			assertThat(Integer.parseInt(second.get(0))).isEqualTo(Integer.parseInt(first.get(first.size() - 1)) + 1);
			remove(restored);
		}
	}

	@Test
	void logsAndCapturesTheOutputOfARestoredTask(@TempDir Path directory) {
		JsonLog log = JsonLog.at(directory.resolve("log"));
		Task task = counter("one").start(Streams.log(log));
		task.refresh();
		Counter.awaitBeyond(task, 5);
		if (cannotDump(task)) {
			return;
		}
		this.checkpoints.create("one", CheckpointRequest.to(IMAGE).withAfter(AfterCheckpoint.EXIT));
		remove(task);
		int before = lines(log);

		Task logged = this.checkpoints.restore(RestoreRequest.of(IMAGE, "two").withStreams(Streams.log(log)));
		Awaitility.await().atMost(LIMIT).until(() -> lines(log) > before + 3);
		logged.deleteForcibly();
		Task captured = this.checkpoints.restore(RestoreRequest.of(IMAGE, "three").withStreams(Streams.capture()));
		ProcessStreams streams = captured.streams().orElseThrow();

		Awaitility.await().atMost(LIMIT).until(() -> streams.captured().stdout().startsWith((before + 1) + "\n"));
		captured.deleteForcibly();
		// Nothing is told twice, and nothing is left out.
		assertThat(log.read(LogQuery.all())).extracting((entry) -> Integer.parseInt(entry.text().strip()))
			.isSorted()
			.doesNotHaveDuplicates()
			.startsWith(1)
			.endsWith(lines(log));
	}

	private static int lines(JsonLog log) {
		return log.read(LogQuery.all()).size();
	}

	@Test
	void letsTheTaskGoOnWhenTheDaemonDiesMeanwhile() {
		Task task = Counter.start(this.namespace, "one");
		CompletableFuture<CheckpointImage> checkpoint = CompletableFuture
			.supplyAsync(() -> this.checkpoints.create("one", CheckpointRequest.to(IMAGE)));
		Awaitility.await()
			.atMost(LIMIT)
			.pollInterval(Duration.ofMillis(2))
			.until(() -> task.refresh().status() == TaskStatus.PAUSED || checkpoint.isDone());

		this.daemon.kill();
		this.daemon.start();

		assertThat(checkpoint.handle((image, failure) -> failure)).succeedsWithin(Duration.ofSeconds(40));
		assertThat(task.refresh().status()).isEqualTo(TaskStatus.RUNNING);
	}

	@Test
	void makesCheckpointsOfOneContainerOneAfterTheOther() {
		Task task = Counter.start(this.namespace, "one");
		CheckpointRequest request = CheckpointRequest.to(IMAGE).withoutMemory();

		List<CompletableFuture<CheckpointImage>> all = Stream
			.generate(() -> CompletableFuture.supplyAsync(() -> this.checkpoints.create("one", request)))
			.limit(4)
			.toList();

		assertThat(all).allSatisfy((each) -> assertThat(each).succeedsWithin(LIMIT));
		assertThat(task.refresh().status()).isEqualTo(TaskStatus.RUNNING);
	}

	@Test
	void writesOnToTheStreamsOfTheRestore(@TempDir Path directory) throws Exception {
		Path first = Files.createFile(directory.resolve("first"));
		Path second = Files.createFile(directory.resolve("second"));
		Task task = Counter.start(this.namespace, "one", Stdio.of(null, first.toString(), first.toString()));
		if (cannotDump(task)) {
			return;
		}
		this.checkpoints.create("one", CheckpointRequest.to(IMAGE).withAfter(AfterCheckpoint.EXIT));
		remove(task);
		List<String> lines = Files.readAllLines(first);

		this.checkpoints
			.restore(RestoreRequest.of(IMAGE, "two").withStdio(Stdio.of(null, second.toString(), second.toString())));

		int next = Integer.parseInt(lines.get(lines.size() - 1)) + 1;
		Awaitility.await()
			.atMost(LIMIT)
			.untilAsserted(() -> assertThat(Files.readAllLines(second)).hasSizeGreaterThan(3)
				.first()
				.isIn(String.valueOf(next), String.valueOf(next + 1)));
	}

	@Test
	void tellsWhatToInstallWhenThereIsNoCriu(@TempDir Path directory) throws Exception {
		Namespace without = withoutCriu(directory);
		Task task = Counter.start(without, "one");

		assertThatExceptionOfType(CriuException.class)
			.isThrownBy(() -> without.checkpoints()
				.create("one", CheckpointRequest.to(IMAGE).withAfter(AfterCheckpoint.EXIT)))
			.withMessageContaining("Tasks.Checkpoint task \"one\"")
			.withMessageContaining("there is no criu on the search path of the daemon")
			.withMessageContaining("install the package criu");

		assertUnharmed(without, task);
	}

	@Test
	void tellsWhenCriuDoesNotFit(@TempDir Path directory) throws Exception {
		Path criu = directory.resolve("criu");
		Files.writeString(criu, "#!/bin/sh\necho 'no CRIU for this kernel' >&2\nexit 1\n");
		assertThat(criu.toFile().setExecutable(true)).isTrue();
		EmbeddedContainerd other = this.shared.startPrivate(directory + ":" + System.getenv("PATH"));
		this.resources.add(other);
		Namespace unfit = connect(other);
		Task task = Counter.start(unfit, "one");

		assertThatExceptionOfType(CriuException.class).isThrownBy(
				() -> unfit.checkpoints().create("one", CheckpointRequest.to(IMAGE).withAfter(AfterCheckpoint.EXIT)))
			.withMessageContaining("criu check");

		assertUnharmed(unfit, task);
	}

	@Test
	void leavesNothingOfARestoreThatFails(@TempDir Path directory) throws Exception {
		Task task = Counter.start(this.namespace, "one");
		if (cannotDump(task)) {
			return;
		}
		this.checkpoints.create("one", CheckpointRequest.to(IMAGE));
		this.namespace.images().exportTo(directory.resolve("checkpoint.tar"), IMAGE);
		Namespace without = withoutCriu(Files.createDirectory(directory.resolve("programs")));
		without.images().importFrom(directory.resolve("checkpoint.tar"));
		without.images().delete(BusyboxImage.REFERENCE);
		int snapshots = without.snapshots().list().size();

		assertThatExceptionOfType(CriuException.class)
			.isThrownBy(() -> without.checkpoints().restore(RestoreRequest.of(IMAGE, "two")))
			.withMessageContaining("there is no criu on the search path of the daemon");

		assertThat(without.containers().list()).isEmpty();
		assertThat(without.tasks().list()).isEmpty();
		assertThat(without.leases().list()).isEmpty();
		assertThat(without.snapshots().find("two")).isEmpty();
		assertThat(without.snapshots().list()).hasSizeLessThanOrEqualTo(snapshots);
		assertThat(without.images().list()).extracting((image) -> image.name()).containsExactly(IMAGE);
		assertThat(without.containerDirectory("two").path()).doesNotExist();
	}

	@Test
	void refusesWhatCannotBeBeforeAnythingIsMade() {
		Task task = Counter.start(this.namespace, "one");

		assertThatExceptionOfType(NotFoundException.class)
			.isThrownBy(() -> this.checkpoints.create("none", CheckpointRequest.to(IMAGE)));
		assertThatExceptionOfType(NotFoundException.class)
			.isThrownBy(() -> this.checkpoints.restore(RestoreRequest.of("none", "two")));
		assertThatExceptionOfType(ImageFormatException.class)
			.isThrownBy(() -> this.checkpoints.restore(RestoreRequest.of(BusyboxImage.REFERENCE, "two")))
			.withMessageContaining("no checkpoint");
		this.checkpoints.create("one", CheckpointRequest.to(IMAGE).withoutMemory());
		assertThatExceptionOfType(AlreadyExistsException.class)
			.isThrownBy(() -> this.checkpoints.restore(RestoreRequest.of(IMAGE, "one")));
		task.killAll(Signal.KILL);
		task.waitFor(LIMIT);
		assertThatExceptionOfType(FailedPreconditionException.class)
			.isThrownBy(() -> this.checkpoints.create("one", CheckpointRequest.to(IMAGE)))
			.withMessageContaining("STOPPED");

		assertThat(this.namespace.snapshots().find("one")).isPresent();
		assertThat(this.namespace.snapshots().find("two")).isEmpty();
		assertThat(this.namespace.containers().list()).hasSize(1);
		assertThat(this.namespace.leases().list()).isEmpty();
	}

	/**
	 * Whether there is no CRIU here that works; then its failure must be a clear one.
	 */
	private boolean cannotDump(Task task) {
		if (TestCriu.directory().isPresent()) {
			return false;
		}
		assertThatExceptionOfType(CriuException.class)
			.isThrownBy(() -> this.checkpoints.create(task.containerId(),
					CheckpointRequest.to(IMAGE).withAfter(AfterCheckpoint.EXIT)))
			.withMessageContaining("criu");
		assertUnharmed(this.namespace, task);
		return true;
	}

	private static void assertUnharmed(Namespace namespace, Task task) {
		assertThat(task.refresh().status()).isEqualTo(TaskStatus.RUNNING);
		Counter.awaitBeyond(task, 10);
		assertThat(namespace.leases().list()).isEmpty();
		assertThat(namespace.images().list()).extracting((image) -> image.name())
			.containsExactly(BusyboxImage.REFERENCE);
		assertThat(namespace.content().statuses()).isEmpty();
	}

	private Namespace withoutCriu(Path programs) throws IOException {
		EmbeddedContainerd other = this.shared
			.startPrivate(TestCriu.searchPathWithout(this.shared.binDirectory(), programs));
		this.resources.add(other);
		return connect(other);
	}

	private void remove(Task task) {
		if (task.refresh().status() != TaskStatus.STOPPED) {
			task.killAll(Signal.KILL);
			task.waitFor(LIMIT);
		}
		task.delete();
		this.namespace.snapshots().remove(task.containerId());
		this.namespace.containers().delete(task.containerId());
	}

	private void assertNothingBeside(String containerId) throws IOException {
		assertThat(this.namespace.leases().list()).isEmpty();
		assertThat(this.namespace.containerDirectory(containerId).path()).doesNotExist();
		assertThat(this.namespace.content().statuses()).isEmpty();
		// Daemons of other tests dump, too, and remove it.
		Awaitility.await().untilAsserted(() -> assertThat(unpackedDumps()).isSubsetOf(this.unpackedBefore));
	}

	/**
	 * Where daemons unpack dumps when they are told to, and whence they never remove
	 * them.
	 */
	private static Set<Path> unpackedDumps() throws IOException {
		Set<Path> found = new TreeSet<>();
		try (DirectoryStream<Path> directories = Files.newDirectoryStream(Path.of("/tmp"), "ct*d-checkpoint*")) {
			directories.forEach(found::add);
		}
		return found;
	}

	private static String spec(ContainerInfo container) {
		TypedValue spec = container.spec();
		return (spec != null) ? spec.asText() : "";
	}

}

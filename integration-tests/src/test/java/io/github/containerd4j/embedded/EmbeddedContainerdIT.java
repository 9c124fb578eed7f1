package io.github.containerd4j.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.containerd4j.ChildJvm;
import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.connection.ContainerdAddress;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DaemonTest
class EmbeddedContainerdIT {

	// All daemons of a machine share runc's directory, and another build may run there.
	private final String container = "c" + Long.toHexString(System.nanoTime());

	private final String other = "other-" + this.container;

	private static final Duration LIMIT = Duration.ofSeconds(30);

	@TempDir
	Path parent;

	private final TestDaemon shared;

	EmbeddedContainerdIT(TestDaemon shared) {
		this.shared = shared;
	}

	@Test
	void startsADaemonOfTheWantedVersion() {
		try (EmbeddedContainerd daemon = start()) {
			assertThat(daemon.version()).isEqualTo(this.shared.version());
			assertThat(daemon.ctr("version")).contains(daemon.version().split("[~+]")[0]);
			assertThat(daemon.isRunning()).isTrue();
			assertThat(daemon.directory()).startsWith(this.parent);
			assertThat(daemon.logFile()).content().contains("containerd successfully booted");
			assertThat(commandLine(daemon.pid()))
				.startsWith(this.shared.binDirectory().resolve("containerd").toString());
		}
	}

	@Test
	void touchesNothingOutsideOfItsDirectory() {
		try (EmbeddedContainerd daemon = start()) {
			String plugins = daemon.ctr("plugins", "list");

			assertThat(plugins).doesNotContain("io.containerd.nri.v1").doesNotContainPattern("grpc.v1\\s+cri\\s");
			assertThat(daemon.directory().resolve("opt")).isDirectory();
			assertThat(daemon.directory().resolve("root")).isNotEmptyDirectory();
		}
	}

	@Test
	void daemonsRunBesideEachOther() {
		try (EmbeddedContainerd one = start();
				EmbeddedContainerd two = start();
				ContainerdClient client = ContainerdClient.create(one.address());
				ContainerdClient other = ContainerdClient.create(two.address())) {
			client.namespaces().create("only-here", Map.of());

			assertThat(other.namespaces().exists("only-here")).isFalse();
		}
	}

	@Test
	void keepsDataAndTasksOverARestart() {
		try (EmbeddedContainerd daemon = start()) {
			long task = runTask(daemon, this.container);
			long before = daemon.pid();

			daemon.restart();

			assertThat(daemon.pid()).isNotEqualTo(before);
			assertThat(daemon.ctr("tasks", "list")).containsPattern(this.container + "\\s+" + task + "\\s+RUNNING");
			assertThat(daemon.ctr("images", "list", "-q").strip()).isEqualTo(BusyboxImage.REFERENCE);
		}
	}

	@Test
	void keepsDataAndTasksOverACrash() {
		try (EmbeddedContainerd daemon = start()) {
			long task = runTask(daemon, this.container);

			daemon.kill();
			assertThat(daemon.isRunning()).isFalse();
			assertThatExceptionOfType(EmbeddedContainerdException.class).isThrownBy(daemon::pid)
				.withMessageContaining("is not running");
			daemon.start();

			assertThat(daemon.ctr("tasks", "list")).containsPattern(this.container + "\\s+" + task + "\\s+RUNNING");
		}
	}

	@Test
	void startingARunningDaemonHasNoEffect() {
		try (EmbeddedContainerd daemon = start()) {
			long pid = daemon.pid();

			daemon.start();

			assertThat(daemon.pid()).isEqualTo(pid);
		}
	}

	@Test
	void closesWithEverythingThatRunsOrIsPaused() throws Exception {
		EmbeddedContainerd daemon = start();
		Path directory = daemon.directory();
		long running = runTask(daemon, this.container);
		long paused = runTask(daemon, this.other);
		daemon.ctr("tasks", "pause", this.other);
		daemon.ctr("tasks", "exec", "--detach", "--exec-id", "e1", this.container, "sleep", "601");
		assertThat(mounts()).filteredOn((line) -> line.contains(directory.toString())).hasSize(2);

		daemon.close();

		assertNothingLeft(directory);
		// They have ended, but init may take its time to ask for their status.
		Awaitility.await()
			.atMost(LIMIT)
			.untilAsserted(
					() -> assertThat(List.of(running, paused)).noneMatch((pid) -> ProcessHandle.of(pid).isPresent()));
		daemon.close();
		assertThatExceptionOfType(EmbeddedContainerdException.class).isThrownBy(daemon::start)
			.withMessageContaining("is closed");
	}

	@Test
	void killsOnAThreadThatIsInterruptedMeanwhile() throws Exception {
		try (EmbeddedContainerd daemon = start()) {
			FutureTask<?> killing = new FutureTask<>(daemon::kill, null);
			Thread thread = new Thread(killing);
			thread.start();
			while (!killing.isDone()) {
				thread.interrupt();
				Thread.onSpinWait();
			}

			killing.get();
			assertThat(daemon.isRunning()).isFalse();
		}
	}

	@Test
	void closesWhenTheDaemonIsDead() throws Exception {
		EmbeddedContainerd daemon = start();
		runTask(daemon, this.container);
		daemon.kill();

		daemon.close();

		assertNothingLeft(daemon.directory());
	}

	@Test
	void closesWhenTheDaemonIsFrozen() throws Exception {
		EmbeddedContainerd daemon = start();
		daemon.freeze();
		long start = System.nanoTime();

		daemon.close();

		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
		assertNothingLeft(daemon.directory());
	}

	@Test
	void removesWhatAKilledJvmHasLeft() throws Exception {
		Process child = startChild("stay");
		String[] started = awaitChild(child);
		Path directory = Path.of(started[1]);
		child.destroyForcibly().waitFor();
		assertThat(ProcessHandle.of(Long.parseLong(started[0]))).isPresent();
		assertThat(mounts()).anyMatch((line) -> line.contains(directory.toString()));

		try (EmbeddedContainerd daemon = start()) {
			assertThat(daemon.directory()).isNotEqualTo(directory);
			assertNothingLeft(directory);
		}
	}

	@Test
	void leavesTheDaemonsOfALivingJvmAlone() throws Exception {
		try (EmbeddedContainerd one = start(); EmbeddedContainerd two = start()) {
			assertThat(one.isRunning()).isTrue();
			assertThat(two.isRunning()).isTrue();
			assertThat(one.directory()).isDirectory();
		}
	}

	@Test
	void leavesDirectoriesAloneThatHaveNoOwner() throws Exception {
		Path stranger = Files.createDirectory(this.parent.resolve("ctd-stranger"));

		start().close();

		assertThat(stranger).exists();
	}

	@Test
	void closesWithTheJvm() throws Exception {
		Process child = startChild("exit");
		String[] started = awaitChild(child);

		assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();

		assertNothingLeft(Path.of(started[1]));
	}

	@Test
	void isOutOfReachOfTheTerminalsInterrupt() throws Exception {
		try (EmbeddedContainerd daemon = start()) {
			String stat = Files.readString(Path.of("/proc", String.valueOf(daemon.pid()), "stat"));
			String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");

			assertThat(afterName[3]).as("session").isEqualTo(String.valueOf(daemon.pid()));
		}
	}

	@Test
	void showsTheLogOfADaemonThatDoesNotStartAndRemovesIt() {
		EmbeddedContainerdBuilder builder = builder().configuration("this is no toml");

		assertThatExceptionOfType(EmbeddedContainerdException.class).isThrownBy(builder::start)
			.withMessageStartingWith("containerd ended at its start; its log says:")
			.withMessageContaining("toml");
		assertThat(this.parent).isEmptyDirectory();
	}

	@Test
	void givesUpADaemonThatDoesNotServeInTime() {
		EmbeddedContainerdBuilder builder = builder().startTimeout(Duration.ZERO);

		assertThatExceptionOfType(EmbeddedContainerdException.class).isThrownBy(builder::start)
			.withMessageStartingWith("containerd does not serve after 0 ms");
		assertThat(this.parent).isEmptyDirectory();
	}

	@Test
	void importsBusyboxUnpackedAndAsOftenAsAsked() {
		try (EmbeddedContainerd daemon = start()) {
			assertThat(daemon.importBusybox("one")).isEqualTo(BusyboxImage.REFERENCE);
			String digest = digestOfBusybox(daemon, "one");
			daemon.importBusybox("one");
			daemon.importBusybox("two");

			assertThat(digest).startsWith("sha256:").isEqualTo(digestOfBusybox(daemon, "one"));
			assertThat(digestOfBusybox(daemon, "two")).isEqualTo(digest);
			assertThat(daemon.ctr("--namespace", "one", "snapshots", "list")).contains("Committed");
			assertThat(daemon.ctr("--namespace", "one", "run", "--rm", BusyboxImage.REFERENCE, "c", "sh", "-c",
					"echo $((6*7)); id -un; ls /"))
				.startsWith("42\nroot\n")
				.contains("tmp");
		}
	}

	private static String digestOfBusybox(EmbeddedContainerd daemon, String namespace) {
		String list = daemon.ctr("--namespace", namespace, "images", "list");
		Matcher digest = Pattern.compile(BusyboxImage.REFERENCE + "\\s+\\S+\\s+(\\S+)").matcher(list);
		assertThat(digest.find()).as(list).isTrue();
		return digest.group(1);
	}

	@Test
	void saysWhatCtrSaid() {
		try (EmbeddedContainerd daemon = start()) {
			assertThatExceptionOfType(EmbeddedContainerdException.class)
				.isThrownBy(() -> daemon.ctr("containers", "info", "missing"))
				.withMessageContaining("containers info missing ended with exit code 1")
				.withMessageContaining("not found");
		}
	}

	@Test
	void saysThatItNeedsRoot() throws Exception {
		Files.setPosixFilePermissions(this.parent, PosixFilePermissions.fromString("rwxr-xr-x"));
		Path output = this.parent.resolve("output");
		Path code = Files.createDirectory(this.parent.resolve("code"),
				PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
		Process child = ChildJvm.startAsNobody(output, code,
				List.of(EmbeddedContainerd.class, ContainerdAddress.class, LoggerFactory.class), StartByNobody.class);
		try {
			assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();

			assertThat(output).content()
				.endsWith("a private containerd needs root, this JVM runs as uid 65534; run it as root");
		}
		finally {
			child.destroyForcibly();
		}
	}

	private EmbeddedContainerdBuilder builder() {
		return EmbeddedContainerd.builder().binDirectory(this.shared.binDirectory()).parent(this.parent);
	}

	private EmbeddedContainerd start() {
		return builder().start();
	}

	private static long runTask(EmbeddedContainerd daemon, String id) {
		daemon.importBusybox("default");
		daemon.ctr("run", "--detach", "--null-io", BusyboxImage.REFERENCE, id, "sleep", "600");
		return daemon.ctr("tasks", "list")
			.lines()
			.map((line) -> line.split("\\s+"))
			.filter((fields) -> fields[0].equals(id))
			.mapToLong((fields) -> Long.parseLong(fields[1]))
			.findFirst()
			.orElseThrow();
	}

	private Process startChild(String end) throws IOException {
		return ChildJvm.start(this.parent.resolve("child.log"), AbandonedDaemon.class,
				this.shared.binDirectory().toString(), this.parent.toString(),
				this.parent.resolve("started").toString(), end);
	}

	private String[] awaitChild(Process child) throws IOException {
		Path file = this.parent.resolve("started");
		Awaitility.await().atMost(LIMIT).until(() -> Files.exists(file) || !child.isAlive());
		assertThat(file).as("the child says: %s", Files.readString(this.parent.resolve("child.log"))).exists();
		return Files.readString(file).split(" ");
	}

	private static void assertNothingLeft(Path directory) throws IOException {
		assertThat(directory).doesNotExist();
		assertThat(mounts()).noneMatch((line) -> line.contains(directory.toString()));
		assertThat(ProcessHandle.allProcesses().map((process) -> commandLine(process.pid())))
			.noneMatch((line) -> line.contains(directory.toString()));
	}

	private static List<String> mounts() throws IOException {
		return Files.readAllLines(Path.of("/proc/self/mountinfo"));
	}

	private static String commandLine(long pid) {
		return ProcessHandle.of(pid)
			.flatMap((process) -> process.info()
				.command()
				.map((command) -> command + " " + process.info().arguments().map(Arrays::toString).orElse("")))
			.orElse("");
	}

}

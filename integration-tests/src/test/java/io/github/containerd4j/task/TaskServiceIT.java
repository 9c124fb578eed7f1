package io.github.containerd4j.task;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.containerd4j.AlreadyExistsException;
import io.github.containerd4j.CancelledException;
import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.Filter;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.container.RuncOptions;
import io.github.containerd4j.metric.CgroupV1Metrics;
import io.github.containerd4j.metric.CgroupV2Metrics;
import io.github.containerd4j.stdio.Stdio;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DaemonTest
@Timeout(60)
class TaskServiceIT {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private final TestDaemon daemon;

	private final Namespace namespace;

	private final TaskService tasks;

	private final BusyboxTasks busybox;

	TaskServiceIT(TestDaemon daemon, Namespace namespace) {
		this.daemon = daemon;
		this.namespace = namespace;
		this.tasks = namespace.tasks();
		this.busybox = new BusyboxTasks(daemon, namespace);
	}

	@Test
	void runsAContainerFromItsCreationToItsDeletion() throws Exception {
		Task task = this.busybox.create("c", BusyboxTasks.COUNTS_TO_SEVEN);
		assertThat(task.info().status()).isEqualTo(TaskStatus.CREATED);
		assertThat(task.info().pid()).isPositive();
		CompletableFuture<ExitStatus> exit = task.onExit();

		assertThat(task.start()).isEqualTo(task.info().pid());
		assertThat(task.refresh().status()).isEqualTo(TaskStatus.RUNNING);
		assertThat(this.daemon.ctr("-n", this.namespace.name(), "tasks", "list")).contains("c")
			.contains(String.valueOf(task.info().pid()))
			.contains("RUNNING");
		// The shell needs a moment to set its trap.
		Awaitility.await().atMost(LIMIT).until(() -> task.pids().size() > 1);
		task.kill(Signal.TERM);

		assertThat(exit.get(10, TimeUnit.SECONDS).code()).isEqualTo(7);
		assertThat(task.waitFor().exitedAt()).isNotNull();
		assertThat(task.refresh().exitStatus()).isNotNull().extracting(ExitStatus::code).isEqualTo(7);
		ExitStatus deleted = task.delete();
		assertThat(deleted.code()).isEqualTo(7);
		assertThat(deleted.pid()).isEqualTo(task.info().pid());
		assertThat(this.tasks.find("c")).isEmpty();
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(task::delete);
	}

	@Test
	void listsAndFindsTasks() {
		this.busybox.start("one", "sleep", "600");
		this.busybox.create("two", "sleep", "600");

		assertThat(this.tasks.list()).extracting((task) -> task.info().status())
			.containsExactlyInAnyOrder(TaskStatus.RUNNING, TaskStatus.CREATED);
		assertThat(this.tasks.list()).extracting(Task::containerId).containsExactlyInAnyOrder("one", "two");
		assertThat(this.tasks.find("one")).hasValueSatisfying((task) -> assertThat(task.info().isInit()).isTrue());
		assertThat(this.tasks.find("three")).isEmpty();
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> this.tasks.get("three"))
			.withMessageContaining("task \"three\"");
	}

	@Test
	void refusesASecondTaskAndASecondStart() {
		Task task = this.busybox.start("c", "sleep", "600");

		assertThatExceptionOfType(AlreadyExistsException.class)
			.isThrownBy(() -> this.tasks.create(TaskSpec.builder("c").build()));
		assertThatExceptionOfType(FailedPreconditionException.class).isThrownBy(task::start)
			.withMessageContaining("the task is RUNNING, not CREATED");
		assertThatExceptionOfType(FailedPreconditionException.class).isThrownBy(task::delete)
			.withMessageContaining("the task is RUNNING, not CREATED or STOPPED");
	}

	@Test
	void leavesNoTaskWhenTheProgramIsMissing() {
		assertThatExceptionOfType(ContainerdException.class).isThrownBy(() -> this.busybox.create("c", "/missing"))
			.withMessageContaining("/missing");
		assertThat(this.tasks.find("c")).isEmpty();
	}

	@Test
	void needsTheRecordOfAContainer() {
		assertThatExceptionOfType(NotFoundException.class)
			.isThrownBy(() -> this.tasks.create(TaskSpec.builder("none").build()))
			.withMessageContaining("container \"none\"");
	}

	@Test
	void killTellsTheSignalInTheExitCode() {
		Task task = this.busybox.start("c", "sleep", "600");

		task.kill(Signal.KILL);

		assertThat(task.waitFor(LIMIT)).hasValueSatisfying((exit) -> {
			assertThat(exit.code()).isEqualTo(137);
			assertThat(exit.signal()).contains(Signal.KILL);
		});
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> task.kill(Signal.KILL));
		task.killAll(Signal.KILL);
	}

	@Test
	void killsAnExecWithAllThatBelongsToIt() {
		Task task = this.busybox.start("c", "sleep", "600");
		Process process = task.exec(BusyboxTasks.exec("e", "sleep", "600"));
		process.start();

		this.tasks.killAll("c", "e", Signal.KILL);

		assertThat(process.waitFor(LIMIT).orElseThrow().signal()).contains(Signal.KILL);
		assertThat(task.refresh().status()).isEqualTo(TaskStatus.RUNNING);
	}

	@Test
	void takesOptionsOfTheShim() {
		TaskSpec.Builder spec = this.busybox.container("c", false, "sleep", "600");
		TypedValue wrong = RuncOptions.builder().binaryName("/nonexistent/runc").build().toTypedValue();
		TypedValue right = RuncOptions.builder().binaryName("runc").noNewKeyring().build().toTypedValue();

		assertThatExceptionOfType(ContainerdException.class)
			.isThrownBy(() -> this.tasks.create(spec.options(wrong).build()))
			.withMessageContaining("/nonexistent/runc");
		Task task = this.tasks.create(spec.options(right).build());
		task.start();

		assertThat(task.refresh().status()).isEqualTo(TaskStatus.RUNNING);
	}

	@Test
	void waitsNoLongerThanToldAndEndsWhenInterrupted() {
		Task task = this.busybox.start("c", "sleep", "600");

		assertThat(task.waitFor(Duration.ofMillis(100))).isEmpty();
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(CancelledException.class).isThrownBy(task::waitFor);
		assertThat(Thread.interrupted()).isTrue();
		assertThat(task.refresh().status()).isEqualTo(TaskStatus.RUNNING);
	}

	@Test
	void cancellingTheFutureLeavesTheProcessAlone() {
		Task task = this.busybox.start("c", "sleep", "600");
		CompletableFuture<ExitStatus> exit = task.onExit();

		exit.cancel(true);

		assertThat(exit).isCancelled();
		assertThat(task.refresh().status()).isEqualTo(TaskStatus.RUNNING);
	}

	@Test
	void pausesAndResumes() {
		Task task = this.busybox.start("c", "sleep", "600");

		task.pause();
		assertThat(task.refresh().status()).isEqualTo(TaskStatus.PAUSED);
		assertThatExceptionOfType(FailedPreconditionException.class)
			.isThrownBy(() -> task.exec(BusyboxTasks.exec("e", "true")))
			.withMessageContaining("PAUSED");
		assertThatExceptionOfType(FailedPreconditionException.class).isThrownBy(task::delete)
			.withMessageContaining("PAUSED");
		task.resume();

		assertThat(task.refresh().status()).isEqualTo(TaskStatus.RUNNING);
	}

	@Test
	void runsAFurtherProcess() throws Exception {
		Task task = this.busybox.start("c", "sleep", "600");
		Process process = task.exec(BusyboxTasks.exec("e", "sh", "-c", "exit 3"));
		CompletableFuture<ExitStatus> exit = process.onExit();

		assertThat(process.info().status()).isEqualTo(TaskStatus.CREATED);
		assertThat(process.start()).isPositive();

		assertThat(exit.get(10, TimeUnit.SECONDS).code()).isEqualTo(3);
		assertThat(process.refresh().status()).isEqualTo(TaskStatus.STOPPED);
		assertThat(process.info().isInit()).isFalse();
		assertThat(process.delete().code()).isEqualTo(3);
		assertThat(this.tasks.find("c", "e")).isEmpty();
		assertThat(task.refresh().status()).isEqualTo(TaskStatus.RUNNING);
	}

	@Test
	void tellsWhichProcessIsAnExec() {
		Task task = this.busybox.start("c", "sleep", "600");
		Process process = task.exec(BusyboxTasks.exec("e", "sleep", "600"));
		int pid = process.start();

		assertThat(task.pids()).filteredOn((other) -> "e".equals(other.execId()))
			.extracting(ProcessId::pid)
			.containsExactly(pid);
		assertThat(task.pids()).filteredOn((other) -> other.execId() == null)
			.extracting(ProcessId::pid)
			.containsExactly(task.info().pid());
		assertThat(task.process("e").info().pid()).isEqualTo(pid);
		process.kill(Signal.KILL);
		assertThat(process.waitFor(LIMIT)).isPresent();
	}

	@Test
	void anExecIsTakenUntilItIsDeleted() {
		Task task = this.busybox.start("c", "sleep", "600");
		Process process = task.exec(BusyboxTasks.exec("e", "true"));

		assertThatExceptionOfType(AlreadyExistsException.class)
			.isThrownBy(() -> task.exec(BusyboxTasks.exec("e", "true")));
		assertThatExceptionOfType(FailedPreconditionException.class).isThrownBy(() -> process.kill(Signal.KILL));
		assertThat(process.delete()).isEqualTo(new ExitStatus(0, null, 0));
		task.exec(BusyboxTasks.exec("e", "true")).delete();
	}

	@Test
	void anExecOfAMissingProgramFailsAtItsStartAndStays() {
		Task task = this.busybox.start("c", "sleep", "600");
		Process process = task.exec(BusyboxTasks.exec("e", "/missing"));

		assertThatExceptionOfType(ContainerdException.class).isThrownBy(process::start)
			.withMessageContaining("/missing");
		assertThat(this.tasks.find("c", "e")).isPresent();
		process.delete();
	}

	@Test
	void readsTypedStatistics() {
		Task task = this.busybox.start("c", "sleep", "600");

		TaskMetric metric = task.metrics().orElseThrow();

		assertThat(metric.containerId()).isEqualTo("c");
		assertThat(metric.timestamp()).isNotNull();
		assertThat(metric.cgroup()).isInstanceOf(Files.exists(Path.of("/sys/fs/cgroup/cgroup.controllers"))
				? CgroupV2Metrics.class : CgroupV1Metrics.class);
		assertThat(metric.cgroup().cpuNanos().orElseThrow()).isPositive();
		assertThat(metric.cgroup().memoryBytes().orElseThrow()).isPositive();
		assertThat(metric.cgroup().processes().orElseThrow()).isPositive();
		assertThat(metric.cgroup().memoryLimitBytes()).isEmpty();
		assertThat(this.tasks.metrics(Filter.equal("id", "other"))).isEmpty();
	}

	@Test
	void changesLimitsOfARunningTask() {
		Task task = this.busybox.start("c", "sleep", "600");

		task.update(TypedValue.json(TypedValue.LINUX_RESOURCES, "{\"memory\":{\"limit\":33554432}}"));

		assertThat(task.metrics().orElseThrow().cgroup().memoryLimitBytes()).hasValue(33554432);
	}

	@Test
	void writesToALogAndTellsWhere(@TempDir Path directory) throws Exception {
		Path log = directory.resolve("log");
		Task task = this.tasks
			.create(this.busybox.container("c", false, "sh", "-c", "echo out; echo err >&2; sleep 600")
				.stdio(Stdio.log("file://" + log))
				.build());
		task.start();

		assertThat(task.refresh().stdout()).isEqualTo("file://" + log);
		// The shim copies each of the two streams by itself, and may lose the end of one
		// when the process is gone.
		Awaitility.await()
			.atMost(LIMIT)
			.untilAsserted(() -> assertThat(log).content().hasLineCount(2).contains("out", "err"));
	}

	@Test
	void setsTheSizeOfATerminal(@TempDir Path directory) throws Exception {
		Path output = Files.createFile(directory.resolve("out"));
		Task task = this.tasks.create(this.busybox.container("c", true, "sh", "-c", "stty size; sleep 600")
			.stdio(Stdio.terminal(null, output.toString()))
			.build());

		task.resize(132, 43);
		task.start();

		assertThat(task.info().terminal()).isTrue();
		Awaitility.await().atMost(LIMIT).untilAsserted(() -> assertThat(output).content().contains("43 132"));
	}

	@Test
	void closingTheInputOfAProcessWithoutOneIsHarmless() {
		Task task = this.busybox.start("c", "sleep", "600");

		task.closeStdin();
		task.resize(80, 25);

		assertThat(task.refresh().status()).isEqualTo(TaskStatus.RUNNING);
	}

	@Test
	void aCheckpointWithoutCriuFailsAndLeavesTheTaskRunning() {
		Task task = this.busybox.start("c", "sleep", "600");

		assertThatExceptionOfType(ContainerdException.class)
			.isThrownBy(() -> task.checkpoint(CheckpointOptions.defaults()))
			.withMessageContaining("criu");
		assertThat(task.refresh().status()).isEqualTo(TaskStatus.RUNNING);
	}

}

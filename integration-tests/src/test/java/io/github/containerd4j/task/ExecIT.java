package io.github.containerd4j.task;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.containerd4j.CancelledException;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.stdio.Input;
import io.github.containerd4j.stdio.Output;
import io.github.containerd4j.stdio.ProcessStreams;
import io.github.containerd4j.stdio.Streams;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Runs commands in a running container.
 */
@DaemonTest
@Timeout(60)
class ExecIT {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private final BusyboxTasks busybox;

	private final Task task;

	ExecIT(TestDaemon daemon, Namespace namespace) {
		this.busybox = new BusyboxTasks(daemon, namespace);
		this.task = this.busybox.start("c", "sleep", "600");
	}

	@AfterEach
	void nothingIsLeftBehind() {
		assertThat(this.task.pids()).allSatisfy((process) -> assertThat(process.execId()).isNull());
	}

	@Test
	void tellsExitCodeAndOutput() {
		ExecResult result = this.task.exec("sh", "-c", "echo hi; echo oops >&2; exit 3");

		assertThat(result.exitCode()).isEqualTo(3);
		assertThat(result.stdout()).isEqualTo("hi\n");
		assertThat(result.stderr()).isEqualTo("oops\n");
		assertThat(result.timedOut()).isFalse();
		assertThat(result.outputComplete()).isTrue();
		assertThat(result.exit().pid()).isPositive();
		assertThat(result.exit().exitedAt()).isNotNull();
		assertThatExceptionOfType(ExecFailedException.class).isThrownBy(result::requireSuccess)
			.withMessageContaining("ended with 3")
			.withMessageEndingWith("oops");
		assertThat(this.task.exec("true").requireSuccess().isSuccess()).isTrue();
	}

	@Test
	void takesEnvironmentDirectoryAndUser() {
		this.task.exec("mkdir", "-p", "/etc", "/work").requireSuccess();
		this.task
			.exec("sh", "-c",
					"echo alice:x:1000:1001::/:/bin/sh > /etc/passwd; "
							+ "echo staff:x:1001: > /etc/group; echo wheel:x:10:bob,alice >> /etc/group")
			.requireSuccess();

		ExecResult result = this.task.execBuilder("sh", "-c", "echo $A $PATH; pwd; id -u; id -g; id -G")
			.env("A", "b c")
			.cwd("/work")
			.user("alice")
			.run();

		assertThat(result.stdout()).isEqualTo("b c /bin\n/work\n1000\n1001\n1001 10\n");
		assertThat(this.task.execBuilder("id", "-u").user("7").run().stdout()).isEqualTo("7\n");
		assertThat(this.task.execBuilder("id", "-g").user("7:wheel").run().stdout()).isEqualTo("10\n");
		assertThatExceptionOfType(NotFoundException.class)
			.isThrownBy(() -> this.task.execBuilder("id").user("carol").run())
			.withMessageContaining("carol");
	}

	@Test
	void feedsInputAndSeesItsEnd() {
		assertThat(this.task.execBuilder("cat").stdin("some text").run().stdout()).isEqualTo("some text");
		assertThat(this.task.execBuilder("cat").stdin("").run().stdout()).isEmpty();
		byte[] binary = new byte[1_000_000];
		new Random(1).nextBytes(binary);

		ExecResult result = this.task.execBuilder("cat").stdin(Input.of(binary)).run();

		assertThat(result.output().stdoutBytes()).isEqualTo(binary);
	}

	@Test
	void cutsOutputAtTheLimitAndLetsTheProcessEnd() {
		ExecResult result = this.task.execBuilder("sh", "-c", "head -c 200000 /dev/zero; exit 4")
			.captureLimit(1000)
			.run();

		assertThat(result.exitCode()).isEqualTo(4);
		assertThat(result.output().stdoutBytes()).hasSize(1000);
		assertThat(result.output().stdoutSize()).isEqualTo(200_000);
		assertThat(result.output().isTruncated()).isTrue();
	}

	@Test
	void sendsOutputElsewhere() {
		LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();

		ExecResult result = this.task.execBuilder("sh", "-c", "echo one; echo two; echo err >&2")
			.stdout(Output.lines(lines::add))
			.run();

		assertThat(lines).containsExactly("one", "two");
		assertThat(result.stdout()).isEmpty();
		assertThat(result.stderr()).isEqualTo("err\n");
	}

	@Test
	void killsWithItsChildrenWhenTheTimeIsOver() {
		ExecResult result = this.task.execBuilder("sh", "-c", "echo begun; sleep 500; true")
			.timeout(Duration.ofMillis(500))
			.run();

		assertThat(result.timedOut()).isTrue();
		assertThat(result.isSuccess()).isFalse();
		assertThat(result.exit().signal()).contains(Signal.KILL);
		assertThat(result.stdout()).isEqualTo("begun\n");
		assertThatExceptionOfType(ExecFailedException.class).isThrownBy(result::requireSuccess)
			.withMessageContaining("its time was over");
		assertThat(this.task.processes()).noneMatch((process) -> process.commandLine().contains("500"));
	}

	@Test
	void returnsAlthoughAChildKeepsTheOutput() {
		ExecResult result = this.task.execBuilder("sh", "-c", "echo here; sleep 400 & exit 0")
			.drain(Duration.ofMillis(200))
			.run();

		assertThat(result.stdout()).isEqualTo("here\n");
		assertThat(result.outputComplete()).isFalse();
	}

	@Test
	void tellsWhatCannotBeExecuted() {
		this.task.exec("sh", "-c", "echo text > /plain; mkdir /dir").requireSuccess();

		assertReason(ProcessStartException.Reason.NO_SUCH_PROGRAM, this.task.execBuilder("/missing"));
		assertReason(ProcessStartException.Reason.NO_SUCH_PROGRAM, this.task.execBuilder("missing"));
		assertReason(ProcessStartException.Reason.NOT_EXECUTABLE, this.task.execBuilder("/plain"));
		assertReason(ProcessStartException.Reason.NOT_EXECUTABLE, this.task.execBuilder("/dir"));
		assertReason(ProcessStartException.Reason.NO_WORKING_DIRECTORY, this.task.execBuilder("true").cwd("/plain/x"));
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> this.task.exec());
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> this.task.execBuilder("true").cwd("relative").run());
	}

	private static void assertReason(ProcessStartException.Reason reason, ExecBuilder exec) {
		assertThatExceptionOfType(ProcessStartException.class).isThrownBy(() -> exec.id("same").run())
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(reason));
	}

	@Test
	void tellsThatATaskIsPausedOrHasEnded() {
		this.task.pause();
		assertThatExceptionOfType(FailedPreconditionException.class).isThrownBy(() -> this.task.exec("true"))
			.withMessageContaining("PAUSED");
		this.task.resume();
		Task ended = this.busybox.start("d", "true");
		assertThat(ended.waitFor(LIMIT)).isPresent();
		assertThatExceptionOfType(FailedPreconditionException.class).isThrownBy(() -> ended.exec("true"))
			.withMessageContaining("STOPPED");
		ended.delete();
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> ended.exec("true"));
	}

	@Test
	void runsInATerminal() {
		ExecResult result = this.task.execBuilder("sh", "-c", "stty size; echo $TERM; echo e >&2")
			.terminal(120, 40)
			.run();

		assertThat(result.stdout()).isEqualTo("40 120\r\nxterm\r\ne\r\n");
		assertThat(result.stderr()).isEmpty();
	}

	@Test
	void talksToAShell() throws Exception {
		try (ExecSession session = this.task.execBuilder("sh").open()) {
			BufferedReader output = new BufferedReader(new InputStreamReader(session.stdout(), StandardCharsets.UTF_8));
			send(session, "echo first");
			assertThat(output.readLine()).isEqualTo("first");
			send(session, "trap 'echo got; exit 5' USR1; echo ready; while true; do sleep 0.05; done");
			assertThat(output.readLine()).isEqualTo("ready");

			session.signal(Signal.USR1);

			assertThat(output.readLine()).isEqualTo("got");
			assertThat(output.readLine()).isNull();
			assertThat(session.waitFor(LIMIT).orElseThrow().exitCode()).isEqualTo(5);
			assertThat(session.result()).isCompleted();
			session.signal(Signal.USR1);
		}
		assertThat(this.task.pids()).hasSize(1);
	}

	@Test
	void endsAShellByEndingItsInput() throws Exception {
		try (ExecSession session = this.task.execBuilder("cat")
			.stdout(Output.capture())
			.stderr(Output.discard())
			.open()) {
			session.stdin().write("bytes".getBytes(StandardCharsets.UTF_8));
			session.stdin().close();

			ExecResult result = session.waitFor();

			assertThat(result.exitCode()).isZero();
			assertThat(result.stdout()).isEqualTo("bytes");
		}
	}

	@Test
	void closingASessionKillsItsProcess() {
		CompletableFuture<ExecResult> result;
		int pid;
		try (ExecSession session = this.task.execBuilder("sh", "-c", "sleep 300; true").open()) {
			result = session.result();
			pid = session.pid();
			assertThat(ProcessHandle.of(pid)).isPresent();
			assertThat(session.waitFor(Duration.ofMillis(50))).isEmpty();
		}

		assertThat(result).succeedsWithin(LIMIT)
			.satisfies((end) -> assertThat(end.exit().signal()).contains(Signal.KILL));
		assertThat(ProcessHandle.of(pid)).isEmpty();
		Awaitility.await().atMost(LIMIT).until(() -> this.task.pids().size() == 1);
	}

	@Test
	void detachingLeavesTheProcessForAnother() throws Exception {
		ExecSession session = this.task.execBuilder("sh", "-c", "read line; echo got $line; exit 6").id("kept").open();
		session.detach();
		session.close();

		Process process = this.task.process("kept");
		assertThat(process.info().status()).isEqualTo(TaskStatus.RUNNING);
		try (ProcessStreams streams = process.attach(Streams.capture().withStdin(Input.of("word\n")))) {
			assertThat(process.waitFor(LIMIT).orElseThrow().code()).isEqualTo(6);
			assertThat(streams.awaitOutput()).isTrue();
			assertThat(streams.captured().stdout()).isEqualTo("got word\n");
			process.delete();
		}
	}

	@Test
	void runsInTheBackground() throws Exception {
		CompletableFuture<ExecResult> quick = this.task.execBuilder("echo", "done").runAsync();
		CompletableFuture<ExecResult> slow = this.task.execBuilder("sleep", "200").runAsync();

		assertThat(quick.get(20, TimeUnit.SECONDS).stdout()).isEqualTo("done\n");
		Awaitility.await()
			.atMost(LIMIT)
			.until(() -> this.task.processes().stream().anyMatch((process) -> process.commandLine().contains("200")));
		slow.cancel(true);

		assertThat(slow).isCancelled();
		Awaitility.await().atMost(LIMIT).until(() -> this.task.pids().size() == 1);
	}

	@Test
	void anInterruptKillsTheProcess() {
		Thread.currentThread().interrupt();

		assertThatExceptionOfType(CancelledException.class).isThrownBy(() -> this.task.exec("sleep", "100"));

		assertThat(Thread.interrupted()).isTrue();
		Awaitility.await().atMost(LIMIT).until(() -> this.task.pids().size() == 1);
	}

	@Test
	void leavesNoFifoBehind() throws Exception {
		List<Path> before = fifos();

		this.task.exec("true");
		assertThatExceptionOfType(ProcessStartException.class).isThrownBy(() -> this.task.exec("/missing"));
		this.task.execBuilder("sleep", "100").timeout(Duration.ofMillis(100)).run();
		this.task.execBuilder("cat").open().close();

		assertThat(fifos()).hasSizeLessThanOrEqualTo(before.size());
	}

	private static List<Path> fifos() throws Exception {
		Path parent = Path.of("/run/containerd4j/fifo");
		if (!Files.isDirectory(parent)) {
			return List.of();
		}
		String own = String.valueOf(ProcessHandle.current().pid());
		try (var files = Files.list(parent)) {
			return files.filter((file) -> file.getFileName().toString().contains(own)).toList();
		}
	}

	private static void send(ExecSession session, String line) throws Exception {
		session.stdin().write((line + "\n").getBytes(StandardCharsets.UTF_8));
		session.stdin().flush();
	}

}

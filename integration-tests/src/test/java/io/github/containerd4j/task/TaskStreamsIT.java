package io.github.containerd4j.task;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.containerd4j.ChildJvm;
import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.stdio.Input;
import io.github.containerd4j.stdio.JsonLog;
import io.github.containerd4j.stdio.LogEntry;
import io.github.containerd4j.stdio.LogQuery;
import io.github.containerd4j.stdio.Output;
import io.github.containerd4j.stdio.ProcessStreams;
import io.github.containerd4j.stdio.Stdio;
import io.github.containerd4j.stdio.Streams;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DaemonTest
@Timeout(180)
class TaskStreamsIT {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final int MEBIBYTE = 1024 * 1024;

	private final TestDaemon daemon;

	private final Namespace namespace;

	private final TaskService tasks;

	private final BusyboxTasks busybox;

	@TempDir
	private Path fifos;

	TaskStreamsIT(TestDaemon daemon, Namespace namespace) {
		this.daemon = daemon;
		this.namespace = namespace;
		this.tasks = namespace.tasks();
		this.busybox = new BusyboxTasks(daemon, namespace);
	}

	@AfterEach
	void leavesNothing() throws IOException {
		try (Stream<Path> left = Files.list(this.fifos)) {
			assertThat(left).isEmpty();
		}
		Awaitility.await().atMost(LIMIT).untilAsserted(() -> assertThat(threads()).isEmpty());
	}

	@Test
	void capturesWhatATaskWrites() throws Exception {
		try (ProcessStreams streams = open(Streams.capture())) {
			assertThat(task("c", streams, "sh", "-c", "echo out; echo err >&2; exit 3")).isEqualTo(3);
			assertThat(streams.captured().stdout()).isEqualTo("out\n");
			assertThat(streams.captured().stderr()).isEqualTo("err\n");
		}
	}

	@Test
	void aTaskReadsItsInputToTheEnd() throws Exception {
		try (ProcessStreams streams = open(Streams.capture().withStdin(Input.of("some text")))) {
			assertThat(task("c", streams, "cat")).isZero();
			assertThat(streams.captured().stdout()).isEqualTo("some text");
		}
	}

	@Test
	void outputThatIsDiscardedNeedsNoReader() throws Exception {
		try (ProcessStreams streams = open(Streams.none().withStdin(Input.of("exit 5\n")))) {
			assertThat(task("c", streams, "sh", "-c", "head -c 1000000 /dev/zero; . /dev/stdin")).isEqualTo(5);
		}
		try (ProcessStreams streams = open(Streams.capture().withStdout(Output.discard()))) {
			assertThat(task("d", streams, "sh", "-c", "head -c 1000000 /dev/zero; echo err >&2")).isZero();
			assertThat(streams.captured().stderr()).isEqualTo("err\n");
		}
	}

	@Test
	void aTaskThatCannotBeCreatedLeavesNothing() {
		try (ProcessStreams streams = open(Streams.piped())) {
			assertThatExceptionOfType(ContainerdException.class).isThrownBy(() -> task("c", streams, "/missing"));
		}
	}

	@Test
	void noInputIsAtItsEnd() throws Exception {
		Task task = this.busybox.start("c", "sleep", "600");
		try (ProcessStreams streams = open(Streams.capture())) {
			assertThat(StreamedProcess.exec(task, "e", streams, "wc", "-c")).isZero();
			assertThat(streams.captured().stdout().trim()).isEqualTo("0");
		}
	}

	@Test
	@Timeout(600)
	void emptyInputIsAtItsEndAThousandTimes() throws Exception {
		Task task = this.busybox.start("c", "sleep", "600");
		long descriptors = descriptors();
		AtomicInteger next = new AtomicInteger();
		ExecutorService callers = Executors.newFixedThreadPool(4);
		try {
			List<Future<?>> results = new ArrayList<>();
			for (int caller = 0; caller < 4; caller++) {
				results.add(callers.submit(() -> {
					while (next.getAndIncrement() < 1000) {
						execEmpty(task, "e" + next.get() + "-" + Thread.currentThread().getId());
					}
					return null;
				}));
			}
			for (Future<?> result : results) {
				result.get(500, TimeUnit.SECONDS);
			}
		}
		finally {
			callers.shutdownNow();
		}
		Awaitility.await().atMost(LIMIT).untilAsserted(() -> assertThat(descriptors()).isLessThan(descriptors + 100));
	}

	private void execEmpty(Task task, String id) throws Exception {
		try (ProcessStreams streams = Streams.capture().withStdin(Input.of("")).withFifoParent(this.fifos).open(id)) {
			assertThat(StreamedProcess.exec(task, id, streams, "sh", "-c", "cat; echo end")).isZero();
			assertThat(streams.captured().stdout()).isEqualTo("end\n");
		}
	}

	@Test
	void slowInputIsEchoedByteByByte() throws Exception {
		Task task = this.busybox.start("c", "sleep", "600");
		try (ProcessStreams streams = open(Streams.piped())) {
			Process process = StreamedProcess.start(task, "e", streams, "cat");
			long longest = 0;
			for (int value = 0; value < 256; value++) {
				long start = System.nanoTime();
				streams.stdin().write(value);
				assertThat(streams.stdout().read()).isEqualTo(value);
				longest = Math.max(longest, System.nanoTime() - start);
			}
			streams.stdin().close();

			assertThat(streams.stdout().read()).isEqualTo(-1);
			assertThat(process.waitFor(LIMIT).orElseThrow().code()).isZero();
			assertThat(Duration.ofNanos(longest)).isLessThan(Duration.ofSeconds(2));
			process.delete();
		}
	}

	@Test
	void halfAGigabyteOfInputArrivesWhileNothingIsPrinted() throws Exception {
		Task task = this.busybox.start("c", "sleep", "600");
		try (InputStream input = new Zeros(500L * MEBIBYTE);
				ProcessStreams streams = open(Streams.capture().withStdin(Input.from(input)))) {
			assertThat(StreamedProcess.exec(task, "e", streams, "wc", "-c")).isZero();
			assertThat(streams.captured().stdout().trim()).isEqualTo(String.valueOf(500L * MEBIBYTE));
		}
	}

	@Test
	void bytesPassThroughUnchangedInBothDirections() throws Exception {
		byte[] bytes = new byte[20 * MEBIBYTE + 7];
		new Random(42).nextBytes(bytes);
		MessageDigest sent = MessageDigest.getInstance("SHA-256");
		MessageDigest received = MessageDigest.getInstance("SHA-256");
		Task task = this.busybox.start("c", "sleep", "600");
		InputStream input = new DigestInputStream(new ByteArrayInputStream(bytes), sent);
		OutputStream output = new DigestOutputStream(OutputStream.nullOutputStream(), received);
		try (ProcessStreams streams = open(
				Streams.of(Output.to(output), Output.capture()).withStdin(Input.from(input)))) {
			assertThat(StreamedProcess.exec(task, "e", streams, "cat")).isZero();
			assertThat(streams.captured().stderr()).isEmpty();
		}
		assertThat(received.digest()).isEqualTo(sent.digest());
	}

	@Test
	void noByteIsLostAtTheEnd() throws Exception {
		Task task = this.busybox.start("c", "sleep", "600");
		int[] sizes = { 1, 4095, 4096, 4097, 65_535, 65_536, 65_537, 192 * 1024, MEBIBYTE, 7 * MEBIBYTE + 1,
				132 * MEBIBYTE };
		for (int run = 0; run < 3; run++) {
			for (int size : sizes) {
				Counter counter = new Counter();
				String id = "e" + run + "-" + size;
				try (ProcessStreams streams = Streams.to(counter, counter).withFifoParent(this.fifos).open(id)) {
					assertThat(StreamedProcess.exec(task, id, streams, "head", "-c", String.valueOf(size), "/dev/zero"))
						.isZero();
				}
				assertThat(counter.total).as("run %s", run).isEqualTo(size);
			}
		}
	}

	@Test
	void aDaemonisedChildHoldsNobodyUp() throws Exception {
		Task task = this.busybox.start("c", "sleep", "600");
		try (ProcessStreams streams = open(Streams.capture().withDrain(Duration.ofMillis(500)))) {
			Process process = StreamedProcess.start(task, "e", streams, "sh", "-c", "echo text; sleep 300 &");
			assertThat(process.waitFor(LIMIT).orElseThrow().code()).isZero();

			assertThat(streams.awaitOutput()).isFalse();
			assertThat(streams.captured().stdout()).isEqualTo("text\n");
			process.delete();
		}
	}

	@Test
	void aSlowReaderBlocksTheProcess() throws Exception {
		Task task = this.busybox.start("c", "sleep", "600");
		try (ProcessStreams streams = open(Streams.of(Output.piped(), Output.capture()))) {
			Process process = StreamedProcess.start(task, "e", streams, "sh", "-c",
					"head -c 10000000 /dev/zero; echo end >&2");
			assertThat(streams.stdout().read()).isZero();
			Awaitility.await().during(Duration.ofSeconds(1)).until(() -> streams.captured().stderrSize() == 0);

			assertThat(streams.stdout().readAllBytes()).hasSize(9_999_999);
			assertThat(process.waitFor(LIMIT).orElseThrow().code()).isZero();
			assertThat(streams.awaitOutput()).isTrue();
			assertThat(streams.captured().stderr()).isEqualTo("end\n");
			process.delete();
		}
	}

	@Test
	void aTerminalShowsItsSizeAndEndsWithItsInput() throws Exception {
		Task task = this.busybox.start("c", "sleep", "600");
		try (ProcessStreams streams = open(Streams.terminal(80, 24))) {
			Process process = StreamedProcess.start(task, "e", streams, "sh");
			process.resize(101, 33);
			streams.stdin().write("stty size\n".getBytes(StandardCharsets.UTF_8));
			// The end of the input is a character, which the kernel would give to stty.
			awaitScreen(streams, Pattern.compile("\\n33 101\\r\\n.*# "));
			streams.stdin().close();

			assertThat(process.waitFor(LIMIT)).isPresent();
			streams.close();
			process.delete();
		}
	}

	private static void awaitScreen(ProcessStreams streams, Pattern end) throws IOException {
		StringBuilder screen = new StringBuilder();
		while (!end.matcher(screen).find()) {
			int next = streams.stdout().read();
			assertThat(next).as("end of %s", screen).isNotNegative();
			screen.append((char) next);
		}
	}

	@Test
	void aTerminalThatNobodyLooksAtNeedsNoReader() throws Exception {
		try (ProcessStreams streams = open(Streams.none().withTerminal(80, 24))) {
			assertThat(task("c", streams, "sh", "-c", "head -c 1000000 /dev/zero; test -t 1")).isZero();
		}
	}

	@Test
	void aLoggingProgramTakesTheOutput(@TempDir Path directory) throws Exception {
		Path program = directory.resolve("logger");
		Files.writeString(program, """
				#!/bin/sh
				exec 5>&-
				echo "$CONTAINER_ID $1" > "$2"
				cat <&3 >> "$2"
				""");
		Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
		Path log = directory.resolve("log");
		Streams streams = Streams.log(URI.create("binary://" + program + "?file=" + log));
		try (ProcessStreams open = open(streams)) {
			assertThat(task("c", open, "echo", "text")).isZero();
		}
		Awaitility.await().atMost(LIMIT).untilAsserted(() -> assertThat(log).hasContent("c file\ntext\n"));
	}

	@Test
	void aFileOfTheDaemonTakesTheOutput(@TempDir Path directory) throws Exception {
		Path log = directory.resolve("log");
		Streams streams = Streams.log(URI.create("file://" + log));
		try (ProcessStreams open = open(streams)) {
			assertThat(task("c", open, "sh", "-c", "echo out; sleep 0.2; echo err >&2; sleep 0.2")).isZero();
		}
		assertThat(log).hasContent("out\nerr\n");
	}

	@Test
	void aRunningTaskIsAttachedToAgain() throws Exception {
		try (ProcessStreams streams = open(Streams.piped())) {
			Task task = this.tasks.create(this.busybox.container("c", false, "cat").stdio(streams.stdio()).build());
			task.start();
			streams.stdin().write('a');
			assertThat(streams.stdout().read()).isEqualTo('a');
			streams.stdin().write('b');
			streams.stdin().flush();
			streams.detach();
		}
		Task task = this.tasks.get("c");
		ProcessInfo info = task.info();
		Stdio stdio = new Stdio(info.stdin(), info.stdout(), info.stderr(), info.terminal());
		try (ProcessStreams streams = Streams.piped().attach("c", stdio)) {
			streams.onStdinEnd(task::closeStdin);
			assertThat(streams.stdout().read()).isEqualTo('b');
			streams.stdin().write('c');
			streams.stdin().close();

			assertThat(streams.stdout().readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("c");
			assertThat(task.waitFor(LIMIT).orElseThrow().code()).isZero();
			task.delete();
		}
	}

	@Test
	void aTaskOutlivesTheJvmThatLogsItAndItsLogGoesOn(@TempDir Path directory) throws Exception {
		JsonLog log = JsonLog.at(directory.resolve("c.log"));
		this.busybox.container("c", false, "sh", "-c", "i=0; while [ $i -lt 100000 ]; do echo $i; i=$((i+1)); done");
		java.lang.Process jvm = ChildJvm.start(directory.resolve("jvm"), LogAndWait.class, this.daemon.address(),
				this.namespace.name(), "c", this.fifos.toString(), log.file().toString());
		try {
			Awaitility.await().atMost(LIMIT).until(() -> Files.exists(log.file()) && Files.size(log.file()) > 100_000);
		}
		finally {
			jvm.destroyForcibly().waitFor();
		}
		Task task = this.tasks.get("c");
		assertThat(task.info().status()).isEqualTo(TaskStatus.RUNNING);
		try (ProcessStreams other = open(Streams.capture())) {
			// The use of the directory removes what nobody holds, and leaves the task's.
			assertThat(this.fifos.toFile().list()).hasSize(2);
			assertThat(other.stdio().stdin()).isNull();
		}
		Stdio stdio = new Stdio(task.info().stdin(), task.info().stdout(), task.info().stderr(), false);
		try (ProcessStreams streams = Streams.log(log).attach("c", stdio)) {
			assertThat(task.waitFor(LIMIT).orElseThrow().code()).isZero();
			assertThat(streams.awaitOutput()).isTrue();
			task.delete();
		}

		List<Integer> numbers = log.read(LogQuery.all()).stream().map(TaskStreamsIT::number).toList();
		assertThat(numbers).startsWith(0, 1, 2).endsWith(99_998, 99_999);
		// What was read and not yet written is lost, one portion, and may begin or end
		// within a line.
		assertThat(numbers).hasSizeGreaterThan(100_000 - 65_536 / 5);
		assertThat(IntStream.range(1, numbers.size()).filter((index) -> numbers.get(index) <= numbers.get(index - 1)))
			.hasSizeLessThan(2);
	}

	private static Integer number(LogEntry entry) {
		return entry.line().isEmpty() ? -1 : Integer.valueOf(entry.line());
	}

	private ProcessStreams open(Streams streams) {
		return streams.withFifoParent(this.fifos).open("p");
	}

	private int task(String id, ProcessStreams streams, String... arguments) throws Exception {
		return StreamedProcess.task(this.busybox, this.tasks, id, streams, arguments);
	}

	private static List<String> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith("containerd-std"))
			.toList();
	}

	private static long descriptors() throws IOException {
		try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
			return open.count();
		}
	}

	/**
	 * Counts bytes.
	 */
	private static final class Counter extends OutputStream {

		private long total;

		@Override
		public void write(int single) {
			this.total++;
		}

		@Override
		public void write(byte[] bytes, int offset, int length) {
			this.total += length;
		}

	}

	/**
	 * Gives zeros.
	 */
	private static final class Zeros extends InputStream {

		private long left;

		Zeros(long count) {
			this.left = count;
		}

		@Override
		public int read() {
			return (this.left-- > 0) ? 0 : -1;
		}

		@Override
		public int read(byte[] bytes, int offset, int length) {
			if (this.left <= 0) {
				return -1;
			}
			int count = (int) Math.min(length, this.left);
			this.left -= count;
			return count;
		}

	}

}

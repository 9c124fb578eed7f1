package io.github.containerd4j.stdio;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.InvalidArgumentException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@Timeout(30)
class StreamsTests {

	private static final Duration QUIET = Duration.ofMillis(200);

	@TempDir
	private Path parent;

	@AfterEach
	void leavesNothing() throws IOException {
		try (Stream<Path> directories = Files.list(this.parent)) {
			assertThat(directories.filter((path) -> path.getFileName().toString().startsWith("io-"))).isEmpty();
		}
		Awaitility.await().untilAsserted(() -> assertThat(threads()).isEmpty());
	}

	@Test
	void noneNeedsNeitherFifosNorThreads() {
		try (ProcessStreams streams = Streams.none().open("c")) {
			assertThat(streams.stdio()).isEqualTo(Stdio.none());
			assertThat(threads()).isEmpty();
			assertThat(streams.awaitOutput()).isTrue();
			assertThat(streams.captured().stdout()).isEmpty();
		}
	}

	@Test
	void fifosAreForTheirOwnerOnly() throws Exception {
		try (ProcessStreams streams = open(Streams.capture())) {
			Path fifo = Path.of(streams.stdio().stdout());

			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fifo.getParent())))
				.isEqualTo("rwx------");
			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fifo))).isEqualTo("rw-------");
			assertThat(streams.stdio().stdin()).isNull();
		}
	}

	@Test
	void capturesBothStreams() throws Exception {
		try (ProcessStreams streams = open(Streams.capture())) {
			try (FakeShim shim = new FakeShim(streams.stdio())) {
				shim.out("out\n");
				shim.err("err\n");
			}

			assertThat(streams.awaitOutput()).isTrue();
			assertThat(streams.captured().stdout()).isEqualTo("out\n");
			assertThat(streams.captured().stderr()).isEqualTo("err\n");
			assertThat(streams.captured().isTruncated()).isFalse();
		}
	}

	@Test
	@ResourceLock(Resources.SYSTEM_OUT)
	@ResourceLock(Resources.SYSTEM_ERR)
	void inheritsTheOutputOfThisJvm() throws Exception {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ByteArrayOutputStream err = new ByteArrayOutputStream();
		PrintStream ownOut = System.out;
		PrintStream ownErr = System.err;
		System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
		System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
		try (ProcessStreams streams = open(Streams.inherit())) {
			try (FakeShim shim = new FakeShim(streams.stdio())) {
				shim.out("out\n");
				shim.err("err\n");
			}
			assertThat(streams.awaitOutput()).isTrue();
		}
		finally {
			System.setOut(ownOut);
			System.setErr(ownErr);
		}

		assertThat(out.toString(StandardCharsets.UTF_8)).contains("out\n").doesNotContain("err\n");
		assertThat(err.toString(StandardCharsets.UTF_8)).contains("err\n");
	}

	@Test
	void capturesUpToALimitAndCountsTheRest() throws Exception {
		try (ProcessStreams streams = open(Streams.capture(3))) {
			try (FakeShim shim = new FakeShim(streams.stdio())) {
				shim.out(new byte[300_000]);
				shim.err("err");
			}

			assertThat(streams.awaitOutput()).isTrue();
			assertThat(streams.captured().stdoutBytes()).hasSize(3);
			assertThat(streams.captured().stdoutSize()).isEqualTo(300_000);
			assertThat(streams.captured().isTruncated()).isTrue();
			assertThat(streams.captured().stderr()).isEqualTo("err");
		}
	}

	@Test
	void passesBytesOnUnchanged() throws Exception {
		byte[] bytes = new byte[1_000_003];
		new Random(1).nextBytes(bytes);
		ByteArrayOutputStream received = new ByteArrayOutputStream();
		Path file = this.parent.resolve("out");
		Output both = Output.tee(Output.to(received), Output.file(file));
		try (ProcessStreams streams = open(Streams.of(both, Output.discard()))) {
			assertThat(streams.stdio().stderr()).isEqualTo("/dev/null");
			try (FakeShim shim = new FakeShim(Stdio.of(null, streams.stdio().stdout(), streams.stdio().stdout()))) {
				shim.out(bytes);
			}

			assertThat(streams.awaitOutput()).isTrue();
		}
		assertThat(received.toByteArray()).isEqualTo(bytes);
		assertThat(file).hasBinaryContent(bytes);
	}

	@Test
	void givesLines() throws Exception {
		List<String> lines = new CopyOnWriteArrayList<>();
		try (ProcessStreams streams = open(Streams.lines(lines::add, lines::add))) {
			try (FakeShim shim = new FakeShim(streams.stdio())) {
				shim.out("one\ntwo\r\n\nthr");
				shim.out("ee \u00fc");
			}
			streams.awaitOutput();
		}
		assertThat(lines).containsExactly("one", "two", "", "three \u00fc");
	}

	@Test
	void givesLongLinesInPiecesBetweenCharacters() throws Exception {
		List<String> lines = new CopyOnWriteArrayList<>();
		String line = "x" + "\u00fc".repeat(100_000);
		try (ProcessStreams streams = open(Streams.lines(lines::add, lines::add))) {
			try (FakeShim shim = new FakeShim(streams.stdio())) {
				shim.out(line + "\nend\n");
			}
			streams.awaitOutput();
		}
		assertThat(lines).hasSizeGreaterThan(2).endsWith("end");
		assertThat(String.join("", lines).equals(line + "end")).isTrue();
	}

	@Test
	void pipedOutputIsReadByTheCaller() throws Exception {
		try (ProcessStreams streams = open(Streams.of(Output.piped(), Output.piped()))) {
			CompletableFuture<byte[]> read = CompletableFuture.supplyAsync(() -> readAll(streams.stdout()));
			try (FakeShim shim = new FakeShim(streams.stdio())) {
				shim.out("text");
			}

			assertThat(read.get(10, TimeUnit.SECONDS)).asString().isEqualTo("text");
			assertThat(streams.stderr().read()).isEqualTo(-1);
			assertThatIllegalStateException().isThrownBy(streams::stdin);
		}
	}

	@Test
	void closingEndsWhatWaitsForAShimThatNeverComes() throws Exception {
		CompletableFuture<byte[]> read;
		try (ProcessStreams streams = open(Streams.piped())) {
			read = CompletableFuture.supplyAsync(() -> readAll(streams.stdout()));
			assertThat(threads()).isNotEmpty();
		}
		assertThat(read).failsWithin(Duration.ofSeconds(5));
	}

	@Test
	void anInterruptedThreadClosesToo() {
		for (int count = 0; count < 100; count++) {
			ProcessStreams streams = open(Streams.piped());
			Thread.currentThread().interrupt();
			streams.close();
			assertThat(Thread.interrupted()).isTrue();
		}
	}

	@Test
	void closingEndsAReadThatIsUnderWay() throws Exception {
		CompletableFuture<byte[]> read;
		try (ProcessStreams streams = open(Streams.of(Output.piped(), Output.capture()))) {
			read = CompletableFuture.supplyAsync(() -> readAll(streams.stdout()));
			try (FakeShim shim = new FakeShim(streams.stdio())) {
				shim.out("x");
				streams.close();
				streams.close();
			}
		}
		assertThat(read).failsWithin(Duration.ofSeconds(5));
	}

	@Test
	void inputEndsWhenItIsClosedAndTheShimIsTold() throws Exception {
		try (ProcessStreams streams = open(Streams.none().withStdin(Input.of("text")))) {
			FileChannel[] input = FakeShim.input(streams.stdio());
			CountDownLatch told = new CountDownLatch(1);
			streams.onStdinEnd(() -> {
				close(input[1]);
				told.countDown();
			});

			assertThat(readAll(input[0])).isEqualTo("text");
			assertThat(told.await(5, TimeUnit.SECONDS)).isTrue();
			assertThat(streams.stdio().stdout()).isEqualTo("/dev/null");
		}
	}

	@Test
	void theShimIsToldTheEndOfInputThatEndedBefore() throws Exception {
		try (ProcessStreams streams = open(Streams.piped())) {
			streams.stdin().close();
			FileChannel[] input = FakeShim.input(streams.stdio());
			Awaitility.await().until(() -> threads().stream().noneMatch((name) -> name.contains("stdin")));
			streams.onStdinEnd(() -> close(input[1]));

			assertThat(readAll(input[0])).isEmpty();
		}
	}

	@Test
	void theEndOfInputOfATerminalIsTyped() throws Exception {
		try (ProcessStreams streams = open(Streams.terminal(80, 24))) {
			assertThat(streams.stdio().terminal()).isTrue();
			assertThat(streams.stdio().stderr()).isNull();
			FileChannel[] input = FakeShim.input(streams.stdio());
			streams.onStdinEnd(() -> {
				throw new IllegalStateException("would shut the terminal down");
			});
			streams.stdin().write("line\n".getBytes());
			streams.stdin().close();
			input[1].close();

			assertThat(readAll(input[0])).isEqualTo("line\n\u0004");
		}
	}

	@Test
	void anInputThatFailsEndsAndIsTold() throws Exception {
		InputStream broken = new InputStream() {

			@Override
			public int read() throws IOException {
				throw new IOException("broken");
			}

		};
		try (ProcessStreams streams = open(Streams.none().withStdin(Input.from(broken)))) {
			FileChannel[] input = FakeShim.input(streams.stdio());
			streams.onStdinEnd(() -> close(input[1]));

			assertThat(readAll(input[0])).isEmpty();
			assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(streams::awaitOutput)
				.withStackTraceContaining("broken");
		}
	}

	@Test
	void stopsReadingWhenAChildKeepsThePipeAndIsQuiet() throws Exception {
		try (ProcessStreams streams = open(Streams.capture()); FakeShim shim = new FakeShim(streams.stdio())) {
			shim.out("text");

			assertThat(streams.awaitOutput(QUIET)).isFalse();
			assertThat(streams.captured().stdout()).isEqualTo("text");
		}
	}

	@Test
	void stopsReadingWhenAChildKeepsThePipeAndIsLoud() throws Exception {
		try (ProcessStreams streams = open(Streams.of(Output.to(OutputStream.nullOutputStream()), Output.capture()));
				FakeShim shim = new FakeShim(streams.stdio())) {
			CompletableFuture<Void> child = CompletableFuture.runAsync(() -> writeForEver(shim));

			assertThat(streams.awaitOutput(QUIET)).isFalse();
			assertThat(child).isNotDone();
			drain(streams.stdio().stdout(), child, shim);
		}
	}

	@Test
	void aSlowReceiverIsWaitedForAndBlocksTheProcess() throws Exception {
		CountDownLatch go = new CountDownLatch(1);
		AtomicLong received = new AtomicLong();
		OutputStream slow = new OutputStream() {

			@Override
			public void write(int single) {
				throw new UnsupportedOperationException();
			}

			@Override
			public void write(byte[] bytes, int offset, int length) throws IOException {
				try {
					go.await();
				}
				catch (InterruptedException ex) {
					throw new IOException(ex);
				}
				received.addAndGet(length);
			}

		};
		AtomicLong written = new AtomicLong();
		try (ProcessStreams streams = open(Streams.to(slow, OutputStream.nullOutputStream()))) {
			CompletableFuture<Void> process = CompletableFuture.runAsync(() -> {
				try (FakeShim shim = new FakeShim(streams.stdio())) {
					for (int count = 0; count < 1000; count++) {
						shim.out(new byte[1024]);
						written.addAndGet(1024);
					}
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			});
			Awaitility.await().during(Duration.ofMillis(300)).until(() -> written.get() < 256 * 1024);
			CompletableFuture<Boolean> end = CompletableFuture.supplyAsync(() -> streams.awaitOutput(QUIET));
			Awaitility.await().during(QUIET.multipliedBy(2)).until(() -> !end.isDone());
			go.countDown();

			process.get(10, TimeUnit.SECONDS);
			assertThat(end.get(10, TimeUnit.SECONDS)).isTrue();
			assertThat(received).hasValue(1000 * 1024);
		}
	}

	@Test
	void aReceiverThatFailsBlocksNobody() throws Exception {
		ByteArrayOutputStream good = new ByteArrayOutputStream();
		Output failing = Output.lines((line) -> {
			throw new IllegalStateException("no");
		});
		try (ProcessStreams streams = open(Streams.of(Output.tee(failing, Output.to(good)), Output.discard()))) {
			try (FakeShim shim = new FakeShim(Stdio.of(null, streams.stdio().stdout(), streams.stdio().stdout()))) {
				shim.out("one\n".repeat(100_000));
			}

			assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(streams::awaitOutput)
				.withStackTraceContaining("no");
			assertThat(good.size()).isEqualTo(400_000);
		}
	}

	@Test
	void receiversComeAndGo() throws Exception {
		List<String> lines = new CopyOnWriteArrayList<>();
		try (ProcessStreams streams = open(Streams.capture()); FakeShim shim = new FakeShim(streams.stdio())) {
			shim.out("one\n");
			Awaitility.await().until(() -> streams.captured().stdoutSize() == 4);
			try (ProcessStreams.Attachment attachment = streams.attach(Output.lines(lines::add), Output.discard())) {
				shim.out("two\n");
				Awaitility.await().until(() -> lines.size() == 1);
			}
			shim.out("three\n");
			shim.close();

			assertThat(streams.awaitOutput()).isTrue();
			assertThat(lines).containsExactly("two");
			assertThat(streams.captured().stdout()).isEqualTo("one\ntwo\nthree\n");
		}
	}

	@Test
	void aDetachedProcessIsAttachedToAgain() throws Exception {
		Stdio stdio;
		FakeShim shim;
		try (ProcessStreams streams = open(Streams.capture())) {
			stdio = streams.stdio();
			shim = new FakeShim(stdio);
			shim.out("one");
			Awaitility.await().until(() -> streams.captured().stdoutSize() == 3);
			streams.detach();
		}
		shim.out("two");
		try (ProcessStreams streams = Streams.capture().attach("c", stdio)) {
			shim.out("three");
			shim.close();

			assertThat(streams.awaitOutput()).isTrue();
			assertThat(streams.captured().stdout()).isEqualTo("twothree");
		}
	}

	@Test
	void whatIsNoFifoCannotBeAttachedTo() {
		assertThatExceptionOfType(FailedPreconditionException.class)
			.isThrownBy(() -> Streams.capture().attach("c", Stdio.none()))
			.withMessageContaining("/dev/null");
		assertThatExceptionOfType(FailedPreconditionException.class)
			.isThrownBy(() -> Streams.capture().attach("c", Stdio.log("file:///tmp/x")));
	}

	@Test
	void aThousandStreamsLeaveNothing() throws Exception {
		openAndClose();
		long before = descriptors();
		for (int count = 0; count < 1000; count++) {
			openAndClose();
		}

		Awaitility.await().untilAsserted(() -> assertThat(descriptors()).isLessThan(before + 5));
	}

	private void openAndClose() {
		Streams streams = Streams.capture().withStdin(Input.of("text"));
		try (ProcessStreams captured = open(streams); ProcessStreams piped = open(Streams.piped())) {
			assertThat(captured.stdio()).isNotEqualTo(piped.stdio());
		}
	}

	private static long descriptors() throws IOException {
		try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
			return open.count();
		}
	}

	@Test
	void aLogOfTheDaemonTakesEverything() {
		try (ProcessStreams streams = Streams.log(URI.create("binary:///bin/logger?a=b")).open("c")) {
			assertThat(streams.stdio()).isEqualTo(Stdio.log("binary:///bin/logger?a=b"));
		}
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> Streams.log(URI.create("https://host/log")));
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> Streams.log(URI.create("file:///log")).withStdin(Input.piped()));
	}

	@Test
	void aFileThatCannotBeOpenedLeavesNothing() {
		assertThatExceptionOfType(UncheckedIOException.class)
			.isThrownBy(() -> open(Streams.capture().withStderr(Output.file(this.parent.resolve("missing/file")))));
	}

	@Test
	void refusesWhatCannotBe() {
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> Streams.capture(-1));
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> Streams.capture().open("a/b"));
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> Streams.terminal(0, 1));
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> Output.tee(Output.piped()));
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> Streams.none().withDrain(Duration.ZERO));
	}

	private ProcessStreams open(Streams streams) {
		return streams.withFifoParent(this.parent).open("c");
	}

	private static List<String> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith("containerd-std"))
			.toList();
	}

	private static void writeForEver(FakeShim shim) {
		try {
			while (true) {
				shim.out(new byte[1024]);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	// The shim's own read end would leave the writer blocked.
	private static void drain(String fifo, CompletableFuture<Void> child, FakeShim shim) throws Exception {
		shim.close();
		assertThat(child).failsWithin(Duration.ofSeconds(5));
		assertThat(Path.of(fifo)).exists();
	}

	private static void close(FileChannel channel) {
		try {
			channel.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static byte[] readAll(InputStream stream) {
		try {
			return stream.readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String readAll(FileChannel channel) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		ByteBuffer buffer = ByteBuffer.allocate(1024);
		while (channel.read(buffer) >= 0) {
			bytes.write(buffer.array(), 0, buffer.position());
			buffer.clear();
		}
		channel.close();
		return bytes.toString();
	}

}

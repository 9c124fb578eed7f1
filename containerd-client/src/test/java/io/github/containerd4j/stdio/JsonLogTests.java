package io.github.containerd4j.stdio;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.containerd4j.InvalidArgumentException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(30)
class JsonLogTests {

	private static final Duration LIMIT = Duration.ofSeconds(5);

	@TempDir
	private Path directory;

	private JsonLog log;

	@BeforeEach
	void setUp() {
		this.log = JsonLog.at(this.directory.resolve("logs/c.log"));
	}

	@AfterEach
	void leavesNoThread() {
		Awaitility.await()
			.atMost(LIMIT)
			.untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList())
				.noneMatch((name) -> name.startsWith("containerd-log")));
	}

	@Test
	void writesTheFormatOfDocker() throws Exception {
		write(LogStream.STDERR, "a \"quoted\" \\ line\twith \u00fc and \u0001\r\n");

		assertThat(Files.readString(this.log.file())).matches(
				"\\{\"log\":\"a \\\\\"quoted\\\\\" \\\\\\\\ line\\\\twith \u00fc and \\\\u0001\\\\r\\\\n\",\"stream\":\"stderr\",\"time\":\"\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z\"}\n");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.log.file())))
			.isEqualTo("rw-r-----");
	}

	@Test
	void readsWhatItWrote() throws Exception {
		Instant before = Instant.now();
		write(LogStream.STDOUT, "one\ntwo\r\n\nth", "ree");

		List<LogEntry> entries = this.log.read(LogQuery.all());

		assertThat(entries).extracting(LogEntry::text).containsExactly("one\n", "two\r\n", "\n", "three");
		assertThat(entries).extracting(LogEntry::line).containsExactly("one", "two", "", "three");
		assertThat(entries).extracting(LogEntry::isPartial).containsExactly(false, false, false, true);
		assertThat(entries).extracting(LogEntry::stream).containsOnly(LogStream.STDOUT);
		assertThat(entries).extracting(LogEntry::time).allMatch((time) -> !time.isBefore(before));
	}

	@Test
	void readsWhatDockerWrote() throws Exception {
		Files.createDirectories(this.log.file().getParent());
		Files.writeString(this.log.file(), """
				{"log":"\\u003cb\\u003e\\n","stream":"stderr","attrs":{"a":"b"},"time":"2024-02-29T12:13:14.123456789Z"}
				""");

		assertThat(this.log.read(LogQuery.all()))
			.containsExactly(new LogEntry(Instant.parse("2024-02-29T12:13:14.123456789Z"), LogStream.STDERR, "<b>\n"));
	}

	@Test
	void cutsLongLines() throws Exception {
		write(LogStream.STDOUT, "x".repeat(40_000) + "\nend\n");

		List<LogEntry> entries = this.log.read(LogQuery.all());
		assertThat(entries).extracting((entry) -> entry.text().length()).containsExactly(16_384, 16_384, 7233, 4);
		assertThat(entries).extracting(LogEntry::isPartial).containsExactly(true, true, false, false);
	}

	@Test
	void replacesWhatIsNoText() throws Exception {
		JsonLogSink sink = new JsonLogSink(this.log, LogStream.STDOUT);
		sink.write(new byte[] { (byte) 0xff, 'a', '\n' }, 3);
		sink.end();

		assertThat(this.log.read(LogQuery.all())).extracting(LogEntry::text).containsExactly("\ufffda\n");
	}

	@Test
	void goesOnWithALogAndItsBrokenLine() throws Exception {
		write(LogStream.STDOUT, "one\n");
		Files.writeString(this.log.file(), "{\"log\":\"bro", StandardOpenOption.APPEND);
		write(LogStream.STDOUT, "two\n");

		assertThat(this.log.read(LogQuery.all())).extracting(LogEntry::text).containsExactly("one\n", "two\n");
	}

	@Test
	void rotatesBySizeAndKeepsSomeFiles() throws Exception {
		this.log = this.log.withMaxSize(1000).withMaxFiles(3);
		writeNumbers(0, 200);

		try (Stream<Path> files = Files.list(this.log.file().getParent())) {
			List<Path> all = files.toList();
			assertThat(all).extracting((file) -> file.getFileName().toString())
				.containsExactlyInAnyOrder("c.log", "c.log.1", "c.log.2");
			for (Path file : all) {
				assertThat(Files.size(file)).isBetween(1L, 1000L);
			}
		}
		List<Integer> numbers = numbers(this.log.read(LogQuery.all()));
		assertThat(numbers).hasSizeGreaterThan(15)
			.isEqualTo(IntStream.range(200 - numbers.size(), 200).boxed().toList());
	}

	@Test
	void keepsASingleFile() throws Exception {
		this.log = this.log.withMaxSize(1000).withMaxFiles(1);
		writeNumbers(0, 50);

		assertThat(this.log.file().resolveSibling("c.log.1")).doesNotExist();
		assertThat(numbers(this.log.read(LogQuery.all()))).endsWith(49);
	}

	@Test
	void readsTheLastEntriesAcrossFiles() throws Exception {
		this.log = this.log.withMaxSize(1000).withMaxFiles(5);
		writeNumbers(0, 40);

		for (int tail : new int[] { 0, 1, 5, 13, 14, 15, 30, 39 }) {
			assertThat(numbers(this.log.read(LogQuery.all().withTail(tail)))).as("tail %s", tail)
				.isEqualTo(IntStream.range(40 - tail, 40).boxed().toList());
		}
		assertThat(this.log.read(LogQuery.all().withTail(1000))).hasSize(40);
	}

	@Test
	void readsByTimeAndStream() throws Exception {
		write(LogStream.STDOUT, "one\n");
		write(LogStream.STDERR, "two\n");
		Instant second = this.log.read(LogQuery.all()).get(1).time();

		assertThat(this.log.read(LogQuery.all().withSince(second))).extracting(LogEntry::text).containsExactly("two\n");
		assertThat(this.log.read(LogQuery.all().withStream(LogStream.STDOUT))).extracting(LogEntry::text)
			.containsExactly("one\n");
	}

	@Test
	void aLogThatDoesNotExistIsEmptyAndCanBeFollowed() throws Exception {
		assertThat(this.log.read(LogQuery.all())).isEmpty();
		List<String> lines = new CopyOnWriteArrayList<>();
		try (LogFollower follower = this.log.follow(LogQuery.all(), (entry) -> lines.add(entry.line()))) {
			write(LogStream.STDOUT, "one\n");

			Awaitility.await().atMost(LIMIT).untilAsserted(() -> assertThat(lines).containsExactly("one"));
			assertThat(follower.isFollowing()).isTrue();
		}
	}

	@Test
	void followsOverRotations() throws Exception {
		this.log = this.log.withMaxSize(2000).withMaxFiles(1000);
		List<Integer> seen = new CopyOnWriteArrayList<>();
		try (LogFollower follower = this.log.follow(LogQuery.all(), (entry) -> seen.add(number(entry)))) {
			writeNumbers(0, 5000);

			assertThat(follower.finish(Duration.ofSeconds(20))).isTrue();
			assertThat(follower.isFollowing()).isFalse();
		}
		assertThat(seen).isEqualTo(IntStream.range(0, 5000).boxed().toList());
	}

	@Test
	void aReaderThatIsOvertakenGoesOnWithTheOldestFile() throws Exception {
		this.log = this.log.withMaxSize(1000).withMaxFiles(3);
		writeNumbers(0, 5);
		try (JsonLogReader reader = this.log.reader(LogQuery.all())) {
			assertThat(number(reader.next().orElseThrow())).isZero();
			writeNumbers(5, 500);

			List<Integer> numbers = new ArrayList<>();
			reader.next().ifPresent((entry) -> numbers.add(number(entry)));
			while (numbers.get(numbers.size() - 1) < 499) {
				numbers.add(number(reader.next().orElseThrow()));
			}
			assertThat(numbers).startsWith(1, 2, 3, 4).isSorted().doesNotHaveDuplicates();
		}
	}

	@Test
	void waitsForEntriesForALimitedTime() throws Exception {
		write(LogStream.STDOUT, "one\n");
		try (JsonLogReader reader = this.log.reader(LogQuery.all().withTail(0))) {
			assertThat(reader.next(Duration.ofMillis(100))).isEmpty();
			CompletableFuture<LogEntry> entry = CompletableFuture
				.supplyAsync(() -> reader.next(Duration.ofSeconds(20)).orElseThrow());
			write(LogStream.STDOUT, "two\n");

			assertThat(entry.get(5, TimeUnit.SECONDS).line()).isEqualTo("two");
		}
	}

	@Test
	void closingEndsAWaitingReader() throws Exception {
		write(LogStream.STDOUT, "one\n");
		JsonLogReader reader = this.log.reader(LogQuery.all().withTail(0));
		CompletableFuture<Boolean> entry = CompletableFuture
			.supplyAsync(() -> reader.next(Duration.ofSeconds(60)).isEmpty());
		Awaitility.await().during(Duration.ofMillis(100)).until(() -> !entry.isDone());
		reader.close();
		reader.close();

		assertThat(entry.get(5, TimeUnit.SECONDS)).isTrue();
		assertThat(reader.next()).isEmpty();
	}

	@Test
	void aReceiverThatFailsEndsFollowing() throws Exception {
		write(LogStream.STDOUT, "one\n");
		try (LogFollower follower = this.log.follow(LogQuery.all(), (entry) -> {
			throw new IllegalStateException("no");
		})) {
			Awaitility.await().atMost(LIMIT).until(() -> !follower.isFollowing());
			assertThat(follower.finish(LIMIT)).isFalse();
		}
	}

	@Test
	void followersLeaveNoDescriptor() throws Exception {
		write(LogStream.STDOUT, "one\n");
		followOnce();
		long before = descriptors();
		for (int count = 0; count < 50; count++) {
			followOnce();
		}
		Awaitility.await().atMost(LIMIT).untilAsserted(() -> assertThat(descriptors()).isLessThan(before + 5));
	}

	private void followOnce() {
		List<String> lines = new CopyOnWriteArrayList<>();
		try (LogFollower follower = this.log.follow(LogQuery.all(), (entry) -> lines.add(entry.line()))) {
			assertThat(follower.finish(LIMIT)).isTrue();
		}
		assertThat(lines).containsExactly("one");
	}

	@Test
	void twoWritersOfOneLogDoNotRotateEachOthersFilesAway() throws Exception {
		this.log = this.log.withMaxSize(5000).withMaxFiles(1000);
		CompletableFuture<Void> first = CompletableFuture.runAsync(() -> writeNumbers(0, 2000));
		CompletableFuture<Void> second = CompletableFuture.runAsync(() -> writeNumbers(2000, 4000));
		CompletableFuture.allOf(first, second).get(20, TimeUnit.SECONDS);

		assertThat(numbers(this.log.read(LogQuery.all())))
			.containsExactlyInAnyOrderElementsOf(IntStream.range(0, 4000).boxed().toList());
	}

	@Test
	void refusesWhatCannotBe() {
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> this.log.withMaxSize(0));
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> this.log.withMaxFiles(0));
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> LogQuery.all().withTail(-1));
	}

	private void write(LogStream stream, String... portions) throws IOException {
		JsonLogSink sink = new JsonLogSink(this.log, stream);
		for (String portion : portions) {
			byte[] bytes = portion.getBytes(StandardCharsets.UTF_8);
			sink.write(bytes, bytes.length);
		}
		sink.end();
	}

	private void writeNumbers(int from, int to) {
		try {
			JsonLogSink sink = new JsonLogSink(this.log, LogStream.STDOUT);
			for (int number = from; number < to; number++) {
				byte[] bytes = (number + "\n").getBytes(StandardCharsets.UTF_8);
				sink.write(bytes, bytes.length);
			}
			sink.end();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static List<Integer> numbers(List<LogEntry> entries) {
		return entries.stream().map(JsonLogTests::number).toList();
	}

	private static Integer number(LogEntry entry) {
		return Integer.valueOf(entry.line());
	}

	private static long descriptors() throws IOException {
		try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
			return open.count();
		}
	}

}

package io.github.containerd4j.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;

/**
 * What a test could leave behind: threads and file descriptors of this JVM, mounts of the
 * machine, and shims of daemons that this JVM has started.
 * <p>
 * Tests that run at the same time have such things too, so a class that looks is
 * {@link org.junit.jupiter.api.parallel.Isolated}. gRPC starts its shared threads with
 * the first few clients, so a test that looks for threads of clients uses some before.
 *
 * @param threads the names of the live threads
 * @param descriptors what the open file descriptors lead to
 * @param mounts the mount points, without those of other JVMs' daemons
 * @param shims the command lines of the shims
 */
public record Leaks(List<String> threads, List<String> descriptors, List<String> mounts, List<String> shims) {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	// The JDK keeps the first for a minute after each child process; the others are
	// JUnit's.
	private static final Pattern FOREIGN_THREAD = Pattern.compile("process reaper|ForkJoinPool-.*|junit-.*");

	private static final Pattern NUMBER = Pattern.compile("\\[\\d+]");

	private static final int MOUNT_POINT_FIELD = 4;

	/**
	 * Looks now.
	 * @return what there is
	 */
	public static Leaks snapshot() {
		DaemonDirectories directories = DaemonDirectories.list();
		return new Leaks(threadNames(), openFiles(), mountPoints(directories), shims(directories));
	}

	/**
	 * Waits until there is no more of anything than before, at most ten seconds.
	 * @param before what there was
	 * @throws AssertionError if there is more, with the names
	 */
	public static void assertNothingLeft(Leaks before) {
		Awaitility.await("nothing to be left")
			.pollInSameThread()
			.atMost(LIMIT)
			.pollInterval(Duration.ofMillis(50))
			.untilAsserted(() -> snapshot().assertNoMoreThan(before));
	}

	private void assertNoMoreThan(Leaks before) {
		assertNoMore("threads", before.threads, this.threads);
		assertNoMore("file descriptors", before.descriptors, this.descriptors);
		assertNoMore("mounts", before.mounts, this.mounts);
		assertNoMore("shims", before.shims, this.shims);
	}

	private static void assertNoMore(String kind, List<String> before, List<String> after) {
		List<String> added = new ArrayList<>(after);
		before.forEach(added::remove);
		Assertions.assertThat(after.size())
			.as("number of %s; these are new: %s", kind, added)
			.isLessThanOrEqualTo(before.size());
	}

	private static List<String> threadNames() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> !FOREIGN_THREAD.matcher(name).matches())
			.toList();
	}

	private static List<String> openFiles() {
		try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
			return descriptors.flatMap(Leaks::target).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	// Without the inode of a socket or pipe, which tells nothing.
	private static Stream<String> target(Path descriptor) {
		try {
			return Stream.of(NUMBER.matcher(Files.readSymbolicLink(descriptor).toString()).replaceAll(""));
		}
		catch (IOException ex) {
			// Closed since it was listed, as the descriptor of the listing itself.
			return Stream.empty();
		}
	}

	private static List<String> mountPoints(DaemonDirectories directories) {
		try {
			return Files.readAllLines(Path.of("/proc/self/mountinfo"))
				.stream()
				.map((line) -> line.split(" ")[MOUNT_POINT_FIELD])
				.filter((mountPoint) -> !directories.isForeign(mountPoint))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<String> shims(DaemonDirectories directories) {
		return ProcessHandle.allProcesses()
			.map((process) -> process.info().arguments().map(Arrays::asList).orElse(List.of()))
			.filter((arguments) -> arguments.contains("-address"))
			.filter((arguments) -> arguments.stream().anyMatch(directories::isOwn))
			.map((arguments) -> String.join(" ", arguments))
			.toList();
	}

}

package io.github.containerd4j.interrupt;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.ShellContainer;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.files.ContainerFiles;
import io.github.containerd4j.image.Image;
import io.github.containerd4j.interrupt.Ends.Pair;
import io.github.containerd4j.migrate.MigrateOptions;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.task.TaskStatus;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What must be true after an operation, however it ended.
 */
final class Checks {

	static final String LABEL = "kept";

	/** The snapshot that was there before, without {@link #LATER}. */
	static final String FIRST = "first";

	static final String BASE = "/base";

	static final String LATER = "/later";

	private static final String READ = "cat " + BASE + "; cat " + LATER + " 2>/dev/null; true";

	private Checks() {
	}

	/**
	 * The task that was there goes on.
	 */
	static void assertStillRuns(Container container) {
		assertThat(container.task().orElseThrow().info().status()).isEqualTo(TaskStatus.RUNNING);
	}

	static void copied(Pair ends, Outcome outcome) {
		assertKept(ends.one());
		assertMade(ends.source(), ends.twoId(), outcome);
	}

	static void copiedToTarget(Pair ends, Outcome outcome) {
		assertKept(ends.one());
		assertMade(ends.target(), ends.twoId(), outcome);
	}

	private static void assertMade(Namespace namespace, String id, Outcome outcome) {
		Optional<Container> made = namespace.containers().find(id);
		assertPresence(made, outcome);
		made.ifPresent((container) -> assertReads(container, "base\nlater\n"));
	}

	private static void assertPresence(Optional<?> made, Outcome outcome) {
		if (outcome != Outcome.KILLED) {
			assertThat(made.isPresent()).isEqualTo(outcome == Outcome.SUCCEEDED);
		}
	}

	static void renamed(Pair ends, Outcome outcome) {
		Optional<Container> one = ends.source().containers().find(ends.oneId());
		Optional<Container> two = ends.source().containers().find(ends.twoId());
		assertThat(one.isPresent()).isNotEqualTo(two.isPresent());
		if (outcome == Outcome.SUCCEEDED) {
			assertThat(two).isPresent();
		}
		Container whole = one.or(() -> two).orElseThrow();
		assertWhole(whole);
		assertThat(look(whole)).isEqualTo("base\nlater\n");
		whole.restore(FIRST);
		assertReads(whole, "base\n");
	}

	static void snapshotMade(Pair ends, Outcome outcome) {
		Container one = ends.one();
		boolean made = one.snapshots().find("second").isPresent();
		if (outcome == Outcome.SUCCEEDED) {
			assertThat(made).isTrue();
		}
		assertWhole(one);
		assertThat(look(one)).isEqualTo("base\nlater\n");
		one.restore(FIRST);
		assertReads(one, "base\n");
		one.task().ifPresent(Task::deleteForcibly);
		if (made) {
			one.restore("second");
			assertThat(look(one)).isEqualTo("base\nlater\n");
		}
	}

	static void restored(Pair ends, Outcome outcome) {
		Container one = ends.one();
		assertWhole(one);
		assertThat(read(one))
			.isIn((outcome == Outcome.SUCCEEDED) ? List.of("base\n") : List.of("base\n", "base\nlater\n"));
		one.task().ifPresent(Task::deleteForcibly);
		one.restore(FIRST);
		assertReads(one, "base\n");
	}

	static void published(Pair ends, Outcome outcome) {
		assertKept(ends.one());
		Optional<Image> image = ends.source().images().find(ends.image());
		if (outcome == Outcome.SUCCEEDED) {
			assertThat(image).isPresent();
		}
		image.ifPresent((found) -> assertThat(found.check().isComplete()).isTrue());
	}

	/**
	 * The processes never go on at both sides, and somebody who asks both lets them go on
	 * at one.
	 */
	static void migratedLive(Pair ends, Outcome outcome) {
		if (outcome != Outcome.SUCCEEDED && isRead(ends.source(), ends.oneId(), TaskStatus.RUNNING)) {
			// Nobody has looked there yet.
			assertThat(runs(ends.target(), ends.oneId())).isFalse();
			assertThat(ends.target().containers().find(ends.oneId())).isEmpty();
			assertKept(ends.one());
			return;
		}
		if (outcome == Outcome.KILLED && isRead(ends.source(), ends.oneId(), TaskStatus.PAUSED)) {
			ends.one().migrate(ends.target(), MigrateOptions.running());
		}
		assertThat(ends.source().containers().find(ends.oneId())).isEmpty();
		assertThat(isRead(ends.target(), ends.oneId(), TaskStatus.RUNNING)).isTrue();
		assertKept(ends.target().containers().get(ends.oneId()));
	}

	private static boolean isRead(Namespace namespace, String id, TaskStatus status) {
		return namespace.containers()
			.find(id)
			.flatMap(Container::task)
			.filter((task) -> task.info().status() == status)
			.isPresent();
	}

	private static boolean runs(Namespace namespace, String id) {
		return namespace.tasks().find(id).filter((task) -> task.info().status() == TaskStatus.RUNNING).isPresent();
	}

	static void migrated(Pair ends, Outcome outcome) {
		Optional<Container> here = ends.source().containers().find(ends.oneId());
		Optional<Container> there = ends.target().containers().find(ends.oneId());
		assertPresence(there, outcome);
		if (outcome != Outcome.KILLED) {
			assertThat(here.isPresent()).isEqualTo(outcome == Outcome.FAILED);
		}
		assertThat(here.or(() -> there)).isPresent();
		here.ifPresent(Checks::assertKept);
		there.ifPresent(Checks::assertKept);
	}

	/**
	 * It has all that it had.
	 */
	static void assertKept(Container container) {
		assertWhole(container);
		assertReads(container, "base\nlater\n");
	}

	/**
	 * Nothing is under way, and nobody stands still for it.
	 */
	private static void assertWhole(Container container) {
		assertThat(container.info().labels()).containsEntry(LABEL, "v");
		assertThat(container.info().labels().keySet()).noneMatch((key) -> key.contains("pending"))
			.noneMatch((key) -> key.startsWith("io.github.containerd4j/"));
		container.task().ifPresent((task) -> assertThat(task.info().status()).isNotEqualTo(TaskStatus.PAUSED));
	}

	private static void assertReads(Container container, String expected) {
		assertThat(read(container)).isEqualTo(expected);
	}

	/**
	 * Reads in the task, or starts one for it.
	 */
	private static String read(Container container) {
		if (runs(container)) {
			return look(container);
		}
		container.task().ifPresent(Task::deleteForcibly);
		return ShellContainer.run(container, READ);
	}

	/**
	 * Reads in the task, or without one.
	 */
	private static String look(Container container) {
		return runs(container) ? ShellContainer.exec(container.task().orElseThrow(), READ)
				: text(container, BASE) + text(container, LATER);
	}

	private static boolean runs(Container container) {
		return container.task().filter((task) -> task.info().status() == TaskStatus.RUNNING).isPresent();
	}

	private static String text(Container container, String file) {
		ContainerFiles files = container.files();
		return files.find(file).map((found) -> new String(files.get(file), StandardCharsets.UTF_8)).orElse("");
	}

}

package io.github.containerd4j.interrupt;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.containerd4j.ShellContainer;
import io.github.containerd4j.checkpoint.CheckpointRequest;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.copy.CopyOptions;
import io.github.containerd4j.interrupt.Ends.Pair;
import io.github.containerd4j.migrate.MigrateOptions;
import io.github.containerd4j.test.TestCriu;

/**
 * What is interrupted. Each has a container of its own.
 */
enum Operation {

	COPY(false, (ends) -> ends.one().copy(ends.twoId()), Checks::copied),

	COPY_RUNNING(true, COPY.work, COPY.check),

	COPY_TO_NATIVE(true, (ends) -> ends.one().copy(ends.twoId(), CopyOptions.defaults().withSnapshotter("native")),
			Checks::copied),

	COPY_TO_TARGET(true, (ends) -> ends.one().copy(ends.twoId(), CopyOptions.defaults().withTarget(ends.target())),
			Checks::copiedToTarget),

	RENAME(false, (ends) -> ends.one().rename(ends.twoId()), Checks::renamed),

	SNAPSHOT(false, (ends) -> ends.one().snapshots().create("second"), Checks::snapshotMade),

	SNAPSHOT_RUNNING(true, SNAPSHOT.work, SNAPSHOT.check),

	RESTORE(false, (ends) -> ends.one().restore(Checks.FIRST), Checks::restored),

	RESTORE_RUNNING(true, RESTORE.work, RESTORE.check),

	PUBLISH(true, (ends) -> ends.one().publish(ends.image()), Checks::published),

	CHECKPOINT(true,
			(ends) -> ends.source()
				.checkpoints()
				.create(ends.oneId(), CheckpointRequest.to(ends.image()).withoutMemory()),
			Checks::published),

	MIGRATE(false, (ends) -> ends.one().migrate(ends.target()), Checks::migrated),

	MIGRATE_WITH_SNAPSHOTS(false, (ends) -> ends.one().migrate(ends.target(), MigrateOptions.stopped().withSnapshots()),
			Checks::migrated),

	MIGRATE_LIVE(true, (ends) -> ends.one().migrate(ends.target(), MigrateOptions.running()), Checks::migratedLive);

	private final boolean running;

	private final Consumer<Pair> work;

	private final BiConsumer<Pair, Outcome> check;

	Operation(boolean running, Consumer<Pair> work, BiConsumer<Pair, Outcome> check) {
		this.running = running;
		this.work = work;
		this.check = check;
	}

	/**
	 * Those that take a container, or a copy of it, to another daemon. Live ones need a
	 * CRIU that fits the machine's kernel; MigrateIT proves what is told without it.
	 */
	static List<Operation> moves() {
		return Stream.of(COPY_TO_TARGET, MIGRATE, MIGRATE_WITH_SNAPSHOTS, MIGRATE_LIVE)
			.filter((operation) -> operation != MIGRATE_LIVE || TestCriu.directory().isPresent())
			.toList();
	}

	/**
	 * Makes its container.
	 */
	void prepare(Pair ends) {
		Container one = ends.source()
			.containers()
			.create(ShellContainer.spec(ends.oneId()).label(Checks.LABEL, "v").build());
		one.files().put(Checks.BASE, "base\n");
		if (hasSnapshot()) {
			one.snapshots().create(Checks.FIRST);
		}
		one.files().put(Checks.LATER, "later\n");
		if (this.running) {
			one.start();
		}
	}

	private boolean hasSnapshot() {
		return name().contains("SNAPSHOT") || name().startsWith("RESTORE") || this == RENAME;
	}

	boolean hasTarget() {
		return this == COPY_TO_TARGET || name().startsWith("MIGRATE");
	}

	void run(Pair ends) {
		this.work.accept(ends);
	}

	/**
	 * Looks whether all that must be there is whole.
	 */
	void check(Pair ends, Outcome outcome) {
		if (this.running && this != RESTORE_RUNNING && this != MIGRATE_LIVE) {
			Checks.assertStillRuns(ends.one());
		}
		this.check.accept(ends, outcome);
	}

}

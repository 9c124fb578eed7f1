package io.github.containerd4j.interrupt;

import java.nio.file.Path;
import java.util.Random;

import io.github.containerd4j.Holdings;
import io.github.containerd4j.ResourceExhaustedException;
import io.github.containerd4j.SmallDaemon;
import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestCriu;
import io.github.containerd4j.test.TestDaemon;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Operations on containers for which there is not enough room.
 */
@DaemonTest
@Timeout(120)
class FullDiskIT {

	private static final int SMALL = 40;

	/** Enough for what the daemon writes down, but for no copy of {@link #LARGE}. */
	private static final long LEFT = 1 << 20;

	/** Enough for some pages of the daemon's database. */
	private static final long LITTLE = 1 << 17;

	private static final int LARGE = 4 << 20;

	private final TestDaemon shared;

	@TempDir
	private Path directory;

	FullDiskIT(TestDaemon shared) {
		this.shared = shared;
	}

	@ParameterizedTest
	@EnumSource(
			names = { "COPY_RUNNING", "COPY_TO_NATIVE", "COPY_TO_TARGET", "SNAPSHOT_RUNNING", "PUBLISH", "CHECKPOINT" })
	void whatNeedsSpaceSaysThatThereIsNone(Operation operation) {
		try (SmallDaemon small = SmallDaemon.start(this.shared, SMALL);
				Ends ends = Ends.of(this.directory.resolve("data"), small.daemon(), small.daemon())) {
			failsForLackOfSpace(operation, ends, small);
		}
	}

	@ParameterizedTest
	@MethodSource("io.github.containerd4j.interrupt.Operation#moves")
	void whatGoesToAFullDiskStaysWhereItIs(Operation operation) {
		try (EmbeddedContainerd source = this.shared.startPrivate(TestCriu.searchPath());
				SmallDaemon small = SmallDaemon.start(this.shared, SMALL);
				Ends ends = Ends.of(this.directory.resolve("data"), source, small.daemon())) {
			failsForLackOfSpace(operation, ends, small);
		}
	}

	private static byte[] noise() {
		byte[] noise = new byte[LARGE];
		new Random(1).nextBytes(noise);
		return noise;
	}

	private static void failsForLackOfSpace(Operation operation, Ends ends, SmallDaemon small) {
		Ends.Pair pair = ends.pair(1);
		operation.prepare(pair);
		pair.one().files().put("/large", noise());
		Holdings here = Holdings.of(pair.source());
		Holdings there = Holdings.of(pair.target());
		small.fill(LEFT);

		assertThatExceptionOfType(ResourceExhaustedException.class).isThrownBy(() -> operation.run(pair))
			.withMessageContaining("no space left on device");

		here.awaitAgain(pair.source());
		there.awaitAgain(pair.target());
		Checks.assertKept(pair.one());
		small.makeRoom();
		operation.run(pair);
		operation.check(pair, Outcome.SUCCEEDED);
	}

	@ParameterizedTest
	@EnumSource(names = { "COPY", "SNAPSHOT" })
	void containerIsNotCommittedToAFullDisk(Operation operation) {
		try (SmallDaemon small = SmallDaemon.start(this.shared, SMALL);
				Ends ends = Ends.of(this.directory.resolve("data"), small.daemon(), small.daemon())) {
			Ends.Pair pair = ends.pair(1);
			operation.prepare(pair);
			Holdings here = Holdings.of(pair.source());
			small.fill(0);

			assertThatExceptionOfType(ResourceExhaustedException.class).isThrownBy(() -> operation.run(pair))
				.withMessageContaining("make room");

			small.makeRoom();
			here.awaitAgain(pair.source());
			operation.check(pair, Outcome.FAILED);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "RENAME", "RESTORE", "RESTORE_RUNNING" })
	void whatNeedsNoSpaceNeedsNoneOnAFullDisk(Operation operation) {
		try (SmallDaemon small = SmallDaemon.start(this.shared, SMALL);
				Ends ends = Ends.of(this.directory.resolve("data"), small.daemon(), small.daemon())) {
			Ends.Pair pair = ends.pair(1);
			operation.prepare(pair);
			small.fill(LITTLE);

			operation.run(pair);

			operation.check(pair, Outcome.SUCCEEDED);
		}
	}

}

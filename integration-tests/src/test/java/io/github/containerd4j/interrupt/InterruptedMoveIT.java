package io.github.containerd4j.interrupt;

import java.nio.file.Path;

import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestCriu;
import io.github.containerd4j.test.TestDaemon;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Containers that go to another daemon, while that, their own one or the JVM is killed.
 */
@DaemonTest
@Timeout(300)
class InterruptedMoveIT {

	private final TestDaemon shared;

	@TempDir
	private Path directory;

	private EmbeddedContainerd source;

	private EmbeddedContainerd target;

	private Ends ends;

	InterruptedMoveIT(TestDaemon shared) {
		this.shared = shared;
	}

	@BeforeEach
	void start() {
		this.source = this.shared.startPrivate(TestCriu.searchPath());
		this.target = this.shared.startPrivate(TestCriu.searchPath());
		this.ends = Ends.of(this.directory.resolve("data"), this.source, this.target);
	}

	@AfterEach
	void close() {
		this.ends.close();
		this.target.close();
		this.source.close();
	}

	@ParameterizedTest
	@EnumSource(names = { "COPY_TO_TARGET", "MIGRATE", "MIGRATE_WITH_SNAPSHOTS" })
	void sourceIsWholeWhenItsDaemonIsGone(Operation operation) {
		new Interruption(operation, this.ends, 1, Interruption.STRIDE).byAnOutageOf(this.source);
	}

	@ParameterizedTest
	@EnumSource(names = { "COPY_TO_TARGET", "MIGRATE", "MIGRATE_WITH_SNAPSHOTS" })
	void sourceIsWholeWhenTheDaemonOfTheTargetIsGone(Operation operation) {
		new Interruption(operation, this.ends, 2, Interruption.STRIDE).byAnOutageOf(this.target);
	}

	@ParameterizedTest
	@EnumSource(names = { "COPY_TO_TARGET", "MIGRATE", "MIGRATE_WITH_SNAPSHOTS" })
	void sourceIsWholeWhereverTheJvmIsKilled(Operation operation) throws Exception {
		new Interruption(operation, this.ends, 3, Interruption.STRIDE)
			.byTheDeathOfTheJvm(this.directory.resolve("output"));
	}

	@Test
	void processesGoOnAtOneSideWhereverTheJvmThatMovesThemIsKilled() throws Exception {
		if (TestCriu.directory().isEmpty()) {
			// MigrateIT proves what is told then.
			return;
		}
		new Interruption(Operation.MIGRATE_LIVE, this.ends, 4, 2 * Interruption.STRIDE)
			.byTheDeathOfTheJvm(this.directory.resolve("output"));
	}

}

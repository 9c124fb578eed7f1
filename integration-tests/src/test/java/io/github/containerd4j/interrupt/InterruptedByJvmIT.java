package io.github.containerd4j.interrupt;

import java.nio.file.Path;

import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Operations on containers whose JVM is killed at each of their calls.
 */
@DaemonTest
@Timeout(300)
class InterruptedByJvmIT {

	private final TestDaemon shared;

	@TempDir
	private Path directory;

	InterruptedByJvmIT(TestDaemon shared) {
		this.shared = shared;
	}

	@ParameterizedTest
	@EnumSource(
			names = { "COPY", "COPY_RUNNING", "RENAME", "SNAPSHOT", "SNAPSHOT_RUNNING", "RESTORE", "RESTORE_RUNNING" })
	void containerIsWholeWhereverTheJvmIsKilled(Operation operation) throws Exception {
		kill(operation);
	}

	@ParameterizedTest
	@EnumSource(names = { "COPY_TO_NATIVE", "COPY_TO_TARGET", "PUBLISH", "CHECKPOINT" })
	void containerGoesOnWhenTheJvmThatCopiesItsFilesIsKilled(Operation operation) throws Exception {
		kill(operation);
	}

	private void kill(Operation operation) throws Exception {
		try (EmbeddedContainerd daemon = this.shared.startPrivate();
				Ends ends = Ends.of(this.directory.resolve("data"), daemon, daemon)) {
			new Interruption(operation, ends, this.shared).byTheDeathOfTheJvm(this.directory.resolve("output"));
		}
	}

}

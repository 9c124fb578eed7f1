package io.github.containerd4j.interrupt;

import java.nio.file.Path;

import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestCriu;
import io.github.containerd4j.test.TestDaemon;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
	@MethodSource("io.github.containerd4j.interrupt.Operation#moves")
	void containerIsWholeAtOneSideWhenTheDaemonOfTheSourceIsGone(Operation operation) {
		new Interruption(operation, this.ends, this.shared).byAnOutageOf(this.source);
	}

	@ParameterizedTest
	@MethodSource("io.github.containerd4j.interrupt.Operation#moves")
	void containerIsWholeAtOneSideWhenTheDaemonOfTheTargetIsGone(Operation operation) {
		new Interruption(operation, this.ends, this.shared).byAnOutageOf(this.target);
	}

	@ParameterizedTest
	@MethodSource("io.github.containerd4j.interrupt.Operation#moves")
	void containerIsWholeAtOneSideWhereverTheJvmIsKilled(Operation operation) throws Exception {
		new Interruption(operation, this.ends, this.shared).byTheDeathOfTheJvm(this.directory.resolve("output"));
	}

}

package io.github.containerd4j.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Counts the results of each daemon, prints them after the last test and adds them to
 * {@code target/containerd-matrix.txt} of the module. JUnit finds it by itself.
 */
public final class MatrixListener implements TestExecutionListener {

	private static final Path TARGET = Path.of("target");

	private static final String INVOCATION = "class-template-invocation";

	private static final String NAME_PREFIX = "containerd ";

	private final Map<String, Tally> tallies = new ConcurrentSkipListMap<>();

	private volatile @Nullable TestPlan plan;

	/**
	 * Called by JUnit.
	 */
	public MatrixListener() {
	}

	@Override
	public void testPlanExecutionStarted(TestPlan plan) {
		this.plan = plan;
	}

	@Override
	public void executionSkipped(TestIdentifier identifier, String reason) {
		daemonOf(identifier).ifPresent((daemon) -> tally(daemon).skipped());
	}

	@Override
	public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
		// A class that fails before or after its tests counts as a failed test.
		if (identifier.isTest() || result.getStatus() == Status.FAILED) {
			daemonOf(identifier).ifPresent((daemon) -> tally(daemon).add(result.getStatus()));
		}
	}

	private Tally tally(String daemon) {
		return this.tallies.computeIfAbsent(daemon, (key) -> new Tally());
	}

	private Optional<String> daemonOf(TestIdentifier identifier) {
		TestPlan plan = this.plan;
		if (plan == null) {
			return Optional.empty();
		}
		return Stream
			.iterate(Optional.of(identifier), Optional::isPresent, (current) -> current.flatMap(plan::getParent))
			.flatMap(Optional::stream)
			.filter((current) -> current.getUniqueIdObject().getLastSegment().getType().equals(INVOCATION))
			.map(TestIdentifier::getDisplayName)
			.filter((name) -> name.startsWith(NAME_PREFIX))
			.findFirst();
	}

	@Override
	public void testPlanExecutionFinished(TestPlan plan) {
		String report = this.tallies.entrySet()
			.stream()
			.map((entry) -> entry.getKey() + ": " + entry.getValue() + "\n")
			.collect(Collectors.joining());
		this.tallies.clear();
		if (!report.isEmpty()) {
			System.out.print(report);
			append(report);
		}
	}

	// Several test plans of a module write one after the other, maybe from several JVMs;
	// a single write at the end of the file keeps their lines whole.
	private static void append(String report) {
		try {
			Files.createDirectories(TARGET);
			Files.writeString(TARGET.resolve("containerd-matrix.txt"), report, StandardOpenOption.CREATE,
					StandardOpenOption.APPEND);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

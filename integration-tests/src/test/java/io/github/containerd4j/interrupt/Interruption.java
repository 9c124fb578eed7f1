package io.github.containerd4j.interrupt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.github.containerd4j.ChildJvm;
import io.github.containerd4j.Holdings;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.container.DeleteOptions;
import io.github.containerd4j.embedded.BusyboxImage;
import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.github.containerd4j.image.Image;
import io.github.containerd4j.test.TestDaemon;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Interrupts an operation before each of its calls, each time on another container, and
 * looks at what is there then: the containers are whole, and when they are deleted and
 * time has ended the leases, nothing is left.
 */
final class Interruption {

	/**
	 * How far it is from one interrupted call to the next.
	 */
	private static final int STRIDE = Integer.getInteger("containerd.test.stride", 6);

	/**
	 * How much later each daemon of the matrix begins than the one before it, so that
	 * they interrupt other calls.
	 */
	private static final int SHIFT = 2;

	private static final Duration LIMIT = Duration.ofSeconds(150);

	private static final int OUTAGE_MILLIS = 300;

	private static final int THREADS = 4;

	private final Operation operation;

	private final Ends ends;

	private final Holdings before;

	private final Holdings empty;

	private final List<Integer> steps;

	/**
	 * Counts the calls of an operation that nobody interrupts, and makes the containers
	 * for the others.
	 * @param operation the operation
	 * @param ends where its containers are; the source has the image
	 * @param daemon the daemon of the matrix that is tested
	 */
	Interruption(Operation operation, Ends ends, TestDaemon daemon) {
		this.operation = operation;
		this.ends = ends;
		this.before = Holdings.of(ends.source());
		this.empty = Holdings.of(ends.pair(0).target());
		operation.prepare(ends.pair(0));
		StepInterceptor counter = new StepInterceptor(1, () -> {
			// Only counts.
		});
		operation.run(ends.pair(0, counter));
		this.steps = IntStream
			.iterate(1 + daemon.number() * SHIFT % STRIDE, (step) -> step <= counter.calls(), (step) -> step + STRIDE)
			.boxed()
			.toList();
		atOnce(this.steps, (step) -> operation.prepare(ends.pair(step)));
	}

	// Most of the time the runtime is waited for.
	private static <T> void atOnce(List<T> all, Consumer<T> work) {
		ExecutorService threads = Executors.newFixedThreadPool(THREADS);
		try {
			CompletableFuture
				.allOf(all.stream()
					.map((each) -> CompletableFuture.runAsync(() -> work.accept(each), threads))
					.toArray(CompletableFuture[]::new))
				.join();
		}
		finally {
			threads.shutdownNow();
		}
	}

	/**
	 * The JVM is killed that works on the containers.
	 * @param output where it writes to
	 */
	void byTheDeathOfTheJvm(Path output) throws IOException, InterruptedException {
		List<String> arguments = new ArrayList<>(this.ends.toArguments());
		arguments.add(this.operation.name());
		this.steps.forEach((step) -> arguments.add(step.toString()));
		Process child = ChildJvm.start(output, OperationsByChild.class, arguments.toArray(String[]::new));
		try {
			Awaitility.await()
				.atMost(LIMIT)
				.until(() -> !child.isAlive() || contentOf(output).contains(OperationsByChild.WAITING));
		}
		finally {
			child.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
		}
		assertThat(output).content().contains(OperationsByChild.WAITING);
		collectGarbage();
		check(Collections.nCopies(this.steps.size(), Outcome.KILLED));
	}

	private static String contentOf(Path file) throws IOException {
		return Files.readString(file);
	}

	/**
	 * A daemon dies and is back before the next call.
	 * @param daemon the daemon
	 */
	void byARestartOf(EmbeddedContainerd daemon) {
		try (StoppedOperations operations = new StoppedOperations(this.operation, this.ends, this.steps)) {
			daemon.kill();
			daemon.start();
			collectGarbage();
			operations.release();
			check(operations.join());
		}
	}

	/**
	 * A daemon dies, so that the next call fails, and comes back a moment later.
	 * @param daemon the daemon
	 */
	void byAnOutageOf(EmbeddedContainerd daemon) {
		try (StoppedOperations operations = new StoppedOperations(this.operation, this.ends, this.steps)) {
			collectGarbage();
			daemon.kill();
			CompletableFuture<Void> back = CompletableFuture.runAsync(daemon::start,
					CompletableFuture.delayedExecutor(OUTAGE_MILLIS, TimeUnit.MILLISECONDS));
			operations.release();
			List<Outcome> outcomes = operations.join();
			back.join();
			check(outcomes);
		}
	}

	// What an operation needs must be held at each of its calls.
	private void collectGarbage() {
		for (Namespace namespace : List.of(this.ends.source(), this.ends.pair(0).target())) {
			namespace.leases().deleteAndCollect(namespace.leases().open().id());
		}
	}

	private void check(List<Outcome> outcomes) {
		check(0, Outcome.SUCCEEDED);
		Map<Integer, Outcome> each = new HashMap<>();
		for (int index = 0; index < outcomes.size(); index++) {
			each.put(this.steps.get(index), outcomes.get(index));
		}
		atOnce(this.steps, (step) -> check(step, each.get(step)));
		Namespace source = this.ends.source();
		source.images()
			.list()
			.stream()
			.filter((image) -> !image.name().equals(BusyboxImage.REFERENCE))
			.forEach(Image::delete);
		remove(source);
		this.before.awaitAgain(source);
		assertThat(this.ends.directories()).isEmpty();
	}

	private void check(int step, Outcome outcome) {
		Ends.Pair pair = this.ends.pair(step);
		try {
			this.operation.check(pair, outcome);
		}
		catch (AssertionError | RuntimeException ex) {
			throw new AssertionError("%s, %s before call %d".formatted(this.operation, outcome, step), ex);
		}
		if (this.operation.hasTarget()) {
			pair.target().images().list().forEach(Image::delete);
			remove(pair.target());
			this.empty.awaitAgain(pair.target());
		}
	}

	private static void remove(Namespace namespace) {
		atOnce(namespace.containers().list(), (each) -> each.delete(DeleteOptions.defaults().withForce()));
		// What time does.
		namespace.leases().list().forEach((lease) -> {
			assertThat(lease.expiresAt()).isPresent();
			namespace.leases().delete(lease.id());
		});
	}

}

package io.github.containerd4j.interrupt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.github.containerd4j.ContainerdException;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One operation on many containers at once, each of them stopped before another call.
 */
final class StoppedOperations implements AutoCloseable {

	private static final Duration LIMIT = Duration.ofSeconds(150);

	private final ExecutorService threads = Executors.newCachedThreadPool((work) -> {
		Thread thread = new Thread(work, "stopped-operation");
		thread.setDaemon(true);
		return thread;
	});

	private final CountDownLatch goOn = new CountDownLatch(1);

	private final Set<Integer> stopped = ConcurrentHashMap.newKeySet();

	private final List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();

	/**
	 * Starts the operations, and waits until all of them are stopped.
	 * @param operation the operation
	 * @param ends where their containers are
	 * @param steps the calls to stop at
	 */
	StoppedOperations(Operation operation, Ends ends, List<Integer> steps) {
		for (Integer step : steps) {
			this.outcomes.add(CompletableFuture.supplyAsync(() -> run(operation, ends, step), this.threads));
		}
		Awaitility.await().atMost(LIMIT).until(() -> this.stopped.size() + done() >= steps.size());
		// What one of them has brought to a daemon already, another one need not bring.
		assertThat(this.stopped).hasSizeGreaterThan(steps.size() / 2);
	}

	private long done() {
		return this.outcomes.stream().filter(CompletableFuture::isDone).count();
	}

	private Outcome run(Operation operation, Ends ends, int step) {
		try {
			operation.run(ends.pair(step, new StepInterceptor(step, () -> stop(step))));
			return Outcome.SUCCEEDED;
		}
		catch (ContainerdException ex) {
			return Outcome.FAILED;
		}
	}

	private void stop(int step) {
		this.stopped.add(step);
		try {
			this.goOn.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Lets them go on.
	 */
	void release() {
		this.goOn.countDown();
	}

	/**
	 * Waits for the end of all, after they were released.
	 * @return how they ended, in the order of the steps
	 */
	List<Outcome> join() {
		return this.outcomes.stream()
			.map((outcome) -> outcome.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join())
			.toList();
	}

	@Override
	public void close() {
		release();
		this.threads.shutdownNow();
	}

}

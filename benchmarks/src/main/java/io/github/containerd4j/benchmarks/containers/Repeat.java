package io.github.containerd4j.benchmarks.containers;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Does the same many times, several at once.
 */
final class Repeat {

	private Repeat() {
	}

	static long measure(int count, int parallel, Step step) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(parallel);
		try {
			Callable<Void> call = () -> {
				step.run();
				return null;
			};
			List<Future<Void>> calls = new ArrayList<>();
			long start = System.nanoTime();
			for (int i = 0; i < count; i++) {
				calls.add(threads.submit(call));
			}
			for (Future<Void> one : calls) {
				one.get();
			}
			return System.nanoTime() - start;
		}
		finally {
			threads.shutdownNow();
		}
	}

	/**
	 * What is repeated.
	 */
	interface Step {

		void run() throws Exception;

	}

}

package io.github.containerd4j.benchmarks;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntSupplier;

/**
 * The streamed listing beside the bare stub in one warm JVM, the two taking turns: the
 * ratio of neighbours says more on a machine whose speed drifts than two JVMs do that run
 * seconds apart.
 */
final class PairedListing implements AutoCloseable {

	private static final int WARM_UP = 20;

	private final Daemon daemon = new Daemon();

	private final ListBenchmark benchmark = new ListBenchmark();

	private final int containers;

	PairedListing(int containers) {
		this.containers = containers;
		this.benchmark.containers = containers;
		this.benchmark.connect(this.daemon);
	}

	/**
	 * Measures.
	 * @param pairs how many pairs
	 * @return the median cost and its quartiles
	 */
	String run(int pairs) {
		for (int i = 0; i < WARM_UP; i++) {
			ratio(i);
		}
		double[] ratios = new double[pairs];
		for (int i = 0; i < pairs; i++) {
			ratios[i] = ratio(i);
		}
		Arrays.sort(ratios);
		return String.format(Locale.ROOT, "list of %d, streamed, %d pairs: cost %.2f (quartiles %.2f-%.2f)",
				this.containers, pairs, Figures.median(ratios), ratios[pairs / 4], ratios[pairs - 1 - pairs / 4]);
	}

	private double ratio(int turn) {
		// Whoever comes second may find the daemon's memory in the cache.
		if (turn % 2 == 0) {
			double bare = nanos(this.benchmark::bare);
			return nanos(this.benchmark::typedStream) / bare;
		}
		double typed = nanos(this.benchmark::typedStream);
		return typed / nanos(this.benchmark::bare);
	}

	/**
	 * The time of enough listings to have some 10,000 containers.
	 */
	private double nanos(IntSupplier listing) {
		long start = System.nanoTime();
		for (int seen = 0; seen < Population.SIZES[Population.SIZES.length - 1]; seen += this.containers) {
			listing.getAsInt();
		}
		return System.nanoTime() - start;
	}

	@Override
	public void close() {
		this.daemon.close();
	}

}

package io.github.containerd4j.benchmarks.images;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.github.containerd4j.benchmarks.Figures;

/**
 * The times of one piece of work. In each round the variants run one after the other, so
 * the ratios of a round hold also when the machine's speed drifts.
 */
final class Rounds {

	private final Work work;

	private final List<double[]> seconds = new ArrayList<>();

	Rounds(Work work) {
		this.work = work;
	}

	/**
	 * Runs all variants once.
	 * @param clientFirst the order, which alternates: who comes second finds warm caches
	 */
	void run(boolean clientFirst) throws Exception {
		double client = 0;
		if (clientFirst) {
			client = measure(this.work::byClient);
		}
		double ctr = measure(this.work::byCtr);
		if (!clientFirst) {
			client = measure(this.work::byClient);
		}
		this.seconds.add(new double[] { ctr, client, measure(this.work::floor) });
	}

	private double measure(Variant variant) throws Exception {
		this.work.reset();
		long start = System.nanoTime();
		variant.run();
		return (System.nanoTime() - start) / 1e9;
	}

	String row() throws Exception {
		return String.format(Locale.ROOT, "| %s | %s | %s | %s | %.2f | %.2f | %,.0f MB/s |", this.work.title(),
				column(0), column(1), column(2), ratio(0), ratio(2), this.work.bytes() / 1e6
						/ Figures.median(this.seconds.stream().mapToDouble((round) -> round[1]).toArray()));
	}

	private double ratio(int other) {
		return Figures.median(this.seconds.stream().mapToDouble((round) -> round[1] / round[other]).toArray());
	}

	private String column(int index) {
		double[] values = this.seconds.stream().mapToDouble((round) -> round[index]).toArray();
		return Figures.summary("%.2f", values);
	}

	/**
	 * What is measured.
	 */
	private interface Variant {

		void run() throws Exception;

	}

}

package io.github.containerd4j.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What several rounds of a measurement gave. In each round bare and typed run one after
 * the other, so the ratio of a round holds also when the machine's speed drifts.
 */
final class Comparison {

	private final Measurement measurement;

	private final List<double[]> rounds = new ArrayList<>();

	Comparison(Measurement measurement) {
		this.measurement = measurement;
	}

	Measurement measurement() {
		return this.measurement;
	}

	void add(double bare, double typed) {
		this.rounds.add(new double[] { bare, typed });
	}

	/**
	 * The cost of the typed variant: its time over that of the bare one, or for
	 * throughput the bare rate over the typed one. Below 1 the typed variant is faster.
	 */
	double ratio() {
		return Figures.median(this.rounds.stream()
			.mapToDouble((round) -> this.measurement.isThroughput() ? round[0] / round[1] : round[1] / round[0])
			.toArray());
	}

	String row() {
		return String.format(Locale.ROOT, "| %s | %s | %s | %s | %.2f |", this.measurement.title(), figures(0),
				figures(1), this.measurement.unit(), ratio());
	}

	private String figures(int column) {
		double[] values = this.rounds.stream().mapToDouble((round) -> round[column]).toArray();
		return Figures.summary("%,.0f", values);
	}

}

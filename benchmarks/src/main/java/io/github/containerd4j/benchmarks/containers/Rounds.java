package io.github.containerd4j.benchmarks.containers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import io.github.containerd4j.benchmarks.Figures;

/**
 * The times of one line. In each round the sides take turns, so the ratios of a round
 * hold also when the machine's speed drifts.
 */
final class Rounds {

	private final Line line;

	private final List<Side> sides;

	/** Of each round, the times of all sides. */
	private final List<double[]> times = new ArrayList<>();

	Rounds(Line line, List<Side> sides) {
		this.line = line;
		this.sides = sides;
	}

	/**
	 * Runs all sides once.
	 * @param round the number of the round: another side begins each time
	 */
	void run(int round) throws Exception {
		double[] results = new double[this.sides.size()];
		for (int turn = 0; turn < results.length; turn++) {
			int side = (round + turn) % results.length;
			results[side] = this.line.measure(this.sides.get(side));
		}
		this.times.add(results);
	}

	/**
	 * Runs each side as often as it needs to become as fast as it stays.
	 */
	void warmUp() throws Exception {
		for (Side side : this.sides) {
			for (int round = 0; round < side.warmUps(); round++) {
				this.line.measure(side);
			}
		}
	}

	static String header(List<Side> sides) {
		StringBuilder header = new StringBuilder("| | unit |");
		sides.forEach((side) -> header.append(' ').append(side.name()).append(" |"));
		Side last = sides.get(sides.size() - 1);
		sides.stream()
			.filter((side) -> side != last)
			.forEach((side) -> header.append(' ' + last.name() + " / " + side.name() + " |"));
		int columns = 1 + 2 * sides.size();
		return header + "\n|" + " --- |".repeat(columns);
	}

	String row() {
		StringBuilder row = new StringBuilder("| " + this.line.title() + " | " + this.line.unit() + " |");
		for (int side = 0; side < this.sides.size(); side++) {
			row.append(' ').append(Figures.summary("%.1f", column(side))).append(" |");
		}
		for (int other = 0; other < this.sides.size() - 1; other++) {
			row.append(String.format(Locale.ROOT, " %s |", ratio(this.sides.size() - 1, other)));
		}
		return row.toString();
	}

	private double[] column(int side) {
		return this.times.stream().mapToDouble((round) -> round[side]).toArray();
	}

	private String ratio(int side, int other) {
		double[] ratios = this.times.stream().mapToDouble((round) -> round[side] / round[other]).toArray();
		return (Arrays.stream(ratios).max().orElse(0) < 0.1) ? Figures.summary("%.3f", ratios)
				: Figures.summary("%.2f", ratios);
	}

}

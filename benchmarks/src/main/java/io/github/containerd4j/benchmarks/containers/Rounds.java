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

	/** Of each round, the processor times of all sides. */
	private final List<double[]> cpuTimes = new ArrayList<>();

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
		double[] cpu = new double[this.sides.size()];
		for (int turn = 0; turn < results.length; turn++) {
			int index = (round + turn) % results.length;
			Side side = this.sides.get(index);
			long before = side.cpuNanos();
			results[index] = this.line.measure(side);
			cpu[index] = this.line.units(side.cpuNanos() - before);
		}
		this.times.add(results);
		this.cpuTimes.add(cpu);
	}

	/**
	 * Runs each side as often as those that stay need to become as fast as they stay.
	 */
	void warmUp() throws Exception {
		for (Side side : this.sides) {
			int rounds = side.stays() ? this.line.warmUps() : 1;
			for (int round = 0; round < rounds; round++) {
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
		StringBuilder row = start();
		for (int side = 0; side < this.sides.size(); side++) {
			row.append(' ').append(Figures.summary("%.1f", column(side))).append(" |");
		}
		for (int other = 0; other < this.sides.size() - 1; other++) {
			row.append(String.format(Locale.ROOT, " %s |", ratio(this.sides.size() - 1, other)));
		}
		return row.toString();
	}

	/**
	 * The processor time, as means: the clock of the kernel is too coarse for one round.
	 */
	String cpuRow() {
		StringBuilder row = start();
		for (int side = 0; side < this.sides.size(); side++) {
			row.append(String.format(Locale.ROOT, " %.2f |", cpuMean(side)));
		}
		double last = cpuMean(this.sides.size() - 1);
		for (int other = 0; other < this.sides.size() - 1; other++) {
			row.append(String.format(Locale.ROOT, " %.2f |", last / cpuMean(other)));
		}
		return row.toString();
	}

	private StringBuilder start() {
		return new StringBuilder("| " + this.line.title() + " | " + this.line.unit() + " |");
	}

	private double cpuMean(int side) {
		return this.cpuTimes.stream().mapToDouble((round) -> round[side]).average().orElseThrow();
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

package io.github.containerd4j.benchmarks.containers;

import java.util.List;

/**
 * A line of the table: work, and how its time is told.
 *
 * @param title the title
 * @param unit the unit, nanoseconds divided by the divisor
 * @param divisor what the nanoseconds of all the work are divided by
 * @param warmUps how many rounds are enough before the first that counts
 * @param work the work
 */
record Line(String title, String unit, double divisor, int warmUps, Measured work) {

	// Some 3,800 commands and 1,000 containers, after which the compilers of a JVM have
	// little left to do.
	private static final int MANY = 25;

	// Each of them repeats the same many thousand times.
	private static final int FEW = 2;

	private static final double MILLIS = 1e6;

	private static final double MICROS = 1e3;

	private static final int GIBIBYTE = 1024;

	static List<Line> all() {
		return List.of(cycles(12, 1), cycles(24, 4), execs(40, 1), execs(96, 16),
				new Line("1 GiB of output", "ms", MILLIS, FEW, (side) -> side.output(GIBIBYTE)),
				new Line("1 GiB of input", "ms", MILLIS, FEW, (side) -> side.input(GIBIBYTE)), echoes(10_000));
	}

	private static Line cycles(int count, int parallel) {
		return new Line("create, start, wait, delete" + suffix(parallel), "ms each", count * MILLIS, MANY,
				(side) -> side.cycles(count, parallel));
	}

	private static Line execs(int count, int parallel) {
		return new Line("exec" + suffix(parallel), "ms each", count * MILLIS, MANY,
				(side) -> side.execs(count, parallel));
	}

	private static Line echoes(int count) {
		return new Line("byte there and back through a terminal", "µs", count * MICROS, FEW,
				(side) -> side.echoes(count));
	}

	private static String suffix(int parallel) {
		return (parallel == 1) ? ", one by one" : ", " + parallel + " at once";
	}

	double measure(Side side) throws Exception {
		return units(this.work.nanos(side));
	}

	double units(long nanos) {
		return nanos / this.divisor;
	}

	/**
	 * What is measured.
	 */
	interface Measured {

		long nanos(Side side) throws Exception;

	}

}

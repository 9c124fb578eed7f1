package io.github.containerd4j.benchmarks.handling;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

import io.github.containerd4j.benchmarks.Figures;

/**
 * The times of one line. In each round client and yardstick take turns, so the ratio of a
 * round holds also when the machine's speed drifts.
 */
final class Rounds {

	private static final double MILLIS = 1e6;

	private final Line line;

	private final List<Round> rounds = new ArrayList<>();

	Rounds(Line line) {
		this.line = line;
	}

	/**
	 * Does all that comes before the first round that counts.
	 */
	void warmUp() throws Exception {
		this.line.prepare();
		for (int round = 0; round < this.line.warmUps(); round++) {
			run(round % 2 == 0);
		}
		this.rounds.clear();
	}

	/**
	 * Runs both once.
	 * @param clientFirst the order, which alternates: who comes second finds warm caches
	 */
	void run(boolean clientFirst) throws Exception {
		double client = clientFirst ? measure(this.line::byClient) : 0;
		double yardstick = measure(this.line::byYardstick);
		this.rounds.add(new Round(clientFirst ? client : measure(this.line::byClient), yardstick));
	}

	private double measure(Variant variant) throws Exception {
		this.line.reset();
		long start = System.nanoTime();
		variant.run();
		return (System.nanoTime() - start) / MILLIS;
	}

	static String header() {
		return "| | yardstick | yardstick: ms | client: ms | client - yardstick: ms | client / yardstick | goal |\n"
				+ "| --- | --- | --- | --- | --- | --- | --- |";
	}

	String row() {
		return String.format(Locale.ROOT, "| %s | %s | %s | %s | %s | %s | %s |", this.line.title(),
				this.line.yardstick(), column("%.1f", Round::yardstick), column("%.1f", Round::client),
				column("%.1f", (round) -> round.client() - round.yardstick()),
				column("%.2f", (round) -> round.client() / round.yardstick()), this.line.goal());
	}

	private String column(String format, ToDoubleFunction<Round> value) {
		return Figures.summary(format, this.rounds.stream().mapToDouble(value).toArray());
	}

	private record Round(double client, double yardstick) {

	}

	/**
	 * What is measured.
	 */
	private interface Variant {

		void run() throws Exception;

	}

}

package io.github.containerd4j.benchmarks;

import java.util.ArrayList;
import java.util.List;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.embedded.EmbeddedContainerd;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Starts a private daemon, fills it, runs all comparisons in rounds, and prints a table
 * after each round.
 */
public final class Main {

	private static final String PAIRS = "pairs";

	private static final int DEFAULT_ROUNDS = 3;

	private static final int DEFAULT_PAIRS = 101;

	private Main() {
	}

	/**
	 * Runs the benchmarks.
	 * @param args the number of rounds, 3 by default, and optionally a part of the titles
	 * of the lines to measure; or {@code pairs} and their number, 101 by default
	 * @throws Exception if the daemon cannot be started or a benchmark fails
	 */
	public static void main(String[] args) throws Exception {
		try (EmbeddedContainerd daemon = EmbeddedContainerd.builder().start()) {
			String address = daemon.address();
			try (ContainerdClient client = ContainerdClient.create(address)) {
				System.out
					.println("containerd " + client.version().get().version() + ", Java " + Runtime.version().feature()
							+ ", " + Runtime.getRuntime().availableProcessors() + " processors");
				Population.create(client);
			}
			if (args.length > 0 && args[0].equals(PAIRS)) {
				runPairs(address, (args.length > 1) ? Integer.parseInt(args[1]) : DEFAULT_PAIRS);
			}
			else {
				runRounds(address, (args.length > 0) ? Integer.parseInt(args[0]) : DEFAULT_ROUNDS,
						comparisons((args.length > 1) ? args[1] : ""));
			}
		}
	}

	private static void runPairs(String address, int pairs) {
		System.setProperty(Daemon.ADDRESS_PROPERTY, address);
		for (int size : Population.SIZES) {
			try (PairedListing listing = new PairedListing(size)) {
				System.out.println(listing.run(pairs));
			}
		}
	}

	private static void runRounds(String address, int rounds, List<Comparison> comparisons) throws RunnerException {
		for (int round = 1; round <= rounds; round++) {
			for (Comparison comparison : comparisons) {
				Measurement measurement = comparison.measurement();
				comparison.add(measurement.run("bare", address), measurement.run(measurement.variant(), address));
			}
			print(comparisons);
		}
	}

	private static List<Comparison> comparisons(String only) {
		List<Measurement> lines = new ArrayList<>();
		for (int threads : new int[] { 1, 16 }) {
			String suffix = ", " + threads + ((threads == 1) ? " thread" : " threads");
			lines.add(new Measurement("version" + suffix, VersionBenchmark.class, "typed", threads, 0));
			lines.add(new Measurement("get" + suffix, GetBenchmark.class, "typed", threads, 0));
		}
		for (int size : Population.SIZES) {
			lines.add(new Measurement("list of " + size, ListBenchmark.class, "typed", 1, size));
			lines.add(new Measurement("list of " + size + ", streamed", ListBenchmark.class, "typedStream", 1, size));
			lines.add(new Measurement("list of " + size + ", gRPC's iterator", ListBenchmark.class, "bareIterator", 1,
					size));
		}
		lines.add(new Measurement("100,000 events", EventsBenchmark.class, "typed", 1, 0));
		return lines.stream().filter((line) -> line.title().contains(only)).map(Comparison::new).toList();
	}

	private static void print(List<Comparison> comparisons) {
		System.out.println();
		System.out.println("| | bare stub: median (min-max) | client: median (min-max) | unit | cost |");
		System.out.println("| --- | --- | --- | --- | --- |");
		comparisons.forEach((comparison) -> System.out.println(comparison.row()));
	}

}

package io.github.containerd4j.benchmarks.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.github.containerd4j.benchmarks.Ctr;
import io.github.containerd4j.embedded.EmbeddedContainerd;

/**
 * Starts a private daemon with one running container, and lets all sides work on it in
 * turns, after rounds that are not counted.
 */
public final class ContainersMain {

	/** The property with the built program of {@code benchmarks/go}, if there is one. */
	private static final String GO_PROPERTY = "containerd.benchmark.go";

	private static final int DEFAULT_ROUNDS = 5;

	private static final String NAMESPACE = "bench";

	private static final String CONTAINER = "bench";

	private final EmbeddedContainerd daemon;

	private final Ctr ctr;

	private final String image;

	private ContainersMain(EmbeddedContainerd daemon, Path programs) {
		this.daemon = daemon;
		this.ctr = new Ctr(programs.resolve("ctr"), socket(), NAMESPACE);
		this.image = daemon.importBusybox(NAMESPACE);
	}

	/**
	 * Runs the comparison.
	 * @param args the number of rounds, 5 by default; optionally a part of the titles of
	 * the lines to measure, the directory with the daemon's programs, and a part of the
	 * names of the sides to compare
	 * @throws Exception if the daemon cannot be started or a command fails
	 */
	public static void main(String[] args) throws Exception {
		int rounds = (args.length > 0) ? Integer.parseInt(args[0]) : DEFAULT_ROUNDS;
		String only = (args.length > 1) ? args[1] : "";
		Path programs = Path.of((args.length > 2) ? args[2] : "/usr/bin");
		try (EmbeddedContainerd daemon = EmbeddedContainerd.builder().binDirectory(programs).start()) {
			System.out.printf("containerd %s, Java %d with a heap of %d MiB, %d processors%n", daemon.version(),
					Runtime.version().feature(), Runtime.getRuntime().maxMemory() >> 20,
					Runtime.getRuntime().availableProcessors());
			String compared = (args.length > 3) ? args[3] : "";
			new ContainersMain(daemon, programs).run(rounds, only, compared);
		}
	}

	private void run(int rounds, String only, String compared) throws Exception {
		this.ctr.run("run", "--detach", "--null-io", this.image, CONTAINER, "sleep", "86400");
		List<Side> sides = sides(compared);
		try {
			List<Rounds> lines = Line.all()
				.stream()
				.filter((line) -> line.title().contains(only))
				.map((line) -> new Rounds(line, sides))
				.toList();
			System.out.println("load before: " + load());
			for (Rounds line : lines) {
				line.warmUp();
			}
			for (int round = 0; round < rounds; round++) {
				runAll(lines, round);
			}
			System.out.println("load after: " + load());
			print("Time", sides, lines.stream().map(Rounds::row).toList());
			print("Processor time", sides, lines.stream().map(Rounds::cpuRow).toList());
		}
		finally {
			for (Side side : sides) {
				side.close();
			}
		}
	}

	private static void runAll(List<Rounds> lines, int round) throws Exception {
		for (Rounds line : lines) {
			line.run(round);
		}
	}

	private static void print(String title, List<Side> sides, List<String> rows) {
		System.out.println("\n" + title + ":\n\n" + Rounds.header(sides));
		rows.forEach(System.out::println);
	}

	private List<Side> sides(String compared) throws IOException {
		List<Side> sides = new ArrayList<>();
		if ("ctr".contains(compared)) {
			sides.add(new CtrSide(this.ctr, this.image, CONTAINER));
		}
		String program = System.getProperty(GO_PROPERTY, "");
		if (!program.isEmpty()) {
			sides.add(new GoSide(program, socket().toString(), NAMESPACE, this.image, CONTAINER));
		}
		sides.add(new ClientSide(this.daemon.address(), NAMESPACE, this.image, CONTAINER));
		return sides;
	}

	private Path socket() {
		return this.daemon.directory().resolve("containerd.sock");
	}

	private static String load() throws IOException {
		return Files.readString(Path.of("/proc/loadavg")).strip();
	}

}

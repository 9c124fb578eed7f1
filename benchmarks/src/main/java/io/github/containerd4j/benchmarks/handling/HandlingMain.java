package io.github.containerd4j.benchmarks.handling;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.benchmarks.Ctr;
import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.github.containerd4j.test.TestFiles;

/**
 * Starts a private daemon and measures on it what a person does with a container.
 */
public final class HandlingMain {

	private static final int DEFAULT_ROUNDS = 5;

	private static final String NAMESPACE = "bench";

	private HandlingMain() {
	}

	/**
	 * Runs the comparison.
	 * @param args the number of rounds, 5 by default; optionally a part of the titles of
	 * the lines to measure, and the directory with the daemon's programs
	 * @throws Exception if the daemon cannot be started or a line fails
	 */
	public static void main(String[] args) throws Exception {
		int rounds = (args.length > 0) ? Integer.parseInt(args[0]) : DEFAULT_ROUNDS;
		String only = (args.length > 1) ? args[1] : "";
		Path programs = Path.of((args.length > 2) ? args[2] : "/usr/bin");
		try (EmbeddedContainerd daemon = EmbeddedContainerd.builder().binDirectory(programs).start();
				ContainerdClient client = ContainerdClient.create(daemon.address())) {
			System.out.printf("containerd %s, Java %d with a heap of %d MiB, %d processors%n", daemon.version(),
					Runtime.version().feature(), Runtime.getRuntime().maxMemory() >> 20,
					Runtime.getRuntime().availableProcessors());
			// Beside the snapshots, so that copying between them crosses no file system.
			Path directory = Files.createDirectory(daemon.directory().resolve("benchmark"));
			Ctr ctr = new Ctr(programs.resolve("ctr"), daemon.directory().resolve("containerd.sock"), NAMESPACE);
			try {
				String image = daemon.importBusybox(NAMESPACE);
				run(lines(new Setting(ctr, client.namespace(NAMESPACE), image, directory)), rounds, only);
			}
			finally {
				TestFiles.delete(directory);
			}
		}
	}

	/** A line for each sentence that is to be measured. */
	private static List<Line> lines(Setting setting) {
		List<Line> lines = new ArrayList<>();
		lines.add(new Attach(setting));
		for (FileTransfer.Way way : FileTransfer.Way.values()) {
			lines.add(new FileTransfer(setting, way));
		}
		for (OwnLayer.Way way : OwnLayer.Way.values()) {
			lines.add(new OwnLayer(setting, way));
		}
		return List.copyOf(lines);
	}

	private static void run(List<Line> all, int count, String only) throws Exception {
		List<Line> lines = all.stream().filter((line) -> line.title().contains(only)).toList();
		System.out.println("load before: " + load());
		System.out.println(Rounds.header());
		for (Line line : lines) {
			try (line) {
				System.out.println(measured(line, count).row());
			}
		}
		System.out.println("load after: " + load());
	}

	private static Rounds measured(Line line, int count) throws Exception {
		Rounds rounds = new Rounds(line);
		rounds.warmUp();
		for (int round = 0; round < count; round++) {
			rounds.run(round % 2 == 0);
		}
		return rounds;
	}

	private static String load() throws Exception {
		return Files.readString(Path.of("/proc/loadavg")).strip();
	}

}

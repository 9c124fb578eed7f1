package io.github.containerd4j.benchmarks.images;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.benchmarks.Ctr;
import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.github.containerd4j.test.TestFiles;
import io.github.containerd4j.test.TestRegistry;

/**
 * Starts a private daemon, and compares the client with {@code ctr} on it.
 */
public final class ImagesMain {

	private static final int DEFAULT_ROUNDS = 5;

	private static final int BLOB_MEBIBYTES = 500;

	private static final String NAMESPACE = "bench";

	private final Path programs;

	private final Path work;

	private ImagesMain(Path programs, Path work) {
		this.programs = programs;
		this.work = work;
	}

	/**
	 * Runs the comparison.
	 * @param args the number of rounds, 5 by default; optionally a part of the titles of
	 * the lines to measure, and the directory with the daemon's programs
	 * @throws Exception if the daemon cannot be started or a command fails
	 */
	public static void main(String[] args) throws Exception {
		int rounds = (args.length > 0) ? Integer.parseInt(args[0]) : DEFAULT_ROUNDS;
		String only = (args.length > 1) ? args[1] : "";
		Path programs = Path.of((args.length > 2) ? args[2] : "/usr/bin");
		Path work = Files.createTempDirectory("bench");
		try {
			new ImagesMain(programs, work).run(rounds, only);
		}
		finally {
			TestFiles.delete(work);
		}
	}

	private void run(int rounds, String only) throws Exception {
		try (TestRegistry registry = TestRegistry.plain();
				EmbeddedContainerd daemon = EmbeddedContainerd.builder().binDirectory(this.programs).start();
				ContainerdClient client = ContainerdClient.create(daemon.address())) {
			System.out.printf("containerd %s, Java %d with a heap of %d MiB, %d processors%n", daemon.version(),
					Runtime.version().feature(), Runtime.getRuntime().maxMemory() >> 20,
					Runtime.getRuntime().availableProcessors());
			Ctr ctr = new Ctr(this.programs.resolve("ctr"), daemon.directory().resolve("containerd.sock"), NAMESPACE);
			List<Rounds> lines = works(ctr, client.namespace(NAMESPACE), registry.address()).stream()
				.filter((line) -> line.title().contains(only))
				.map(Rounds::new)
				.toList();
			for (int round = 0; round < rounds; round++) {
				for (Rounds line : lines) {
					line.run(round % 2 == 0);
				}
			}
			System.out.println("| | ctr: s | client: s | floor: s | client / ctr | client / floor | client |");
			System.out.println("| --- | --- | --- | --- | --- | --- | --- |");
			for (Rounds line : lines) {
				System.out.println(line.row());
			}
		}
	}

	private List<Work> works(Ctr ctr, Namespace namespace, String registry) throws Exception {
		Blob blob = Blob.create(this.work.resolve("blob"), BLOB_MEBIBYTES);
		Sample sample = Sample.create(namespace, this.work);
		String reference = registry + "/benchmark/sample:latest";
		ctr.run("images", "import", sample.archive().toString());
		ctr.run("images", "push", "--plain-http", reference, Sample.NAME);
		return List.of(new ContentWrite(ctr, namespace, blob), new ContentRead(ctr, namespace, blob),
				new Import(ctr, namespace, sample), new Export(ctr, namespace, sample, this.work.resolve("out.tar")),
				new Pull(ctr, namespace, sample, reference),
				new Push(ctr, namespace, sample, registry, new AtomicInteger()));
	}

}

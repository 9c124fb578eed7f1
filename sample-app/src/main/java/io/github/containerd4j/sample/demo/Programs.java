package io.github.containerd4j.sample.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs programs of this machine, each for some seconds at most.
 */
final class Programs {

	private static final int SECONDS = 10;

	private Programs() {
	}

	/**
	 * Runs a program.
	 * @param input what it reads
	 * @param command the program and its arguments
	 * @return the lines that it wrote
	 * @throws IOException if there is no such program, or it has not ended in time
	 */
	static List<String> run(String input, String... command) throws IOException {
		// Files, and not pipes: nobody has to write and read at the same time.
		Path in = Files.createTempFile("containerd-sample-app", ".in");
		Path out = Files.createTempFile("containerd-sample-app", ".out");
		try {
			Files.writeString(in, input);
			Process process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectInput(in.toFile())
				.redirectOutput(out.toFile())
				.start();
			await(process);
			return Files.readAllLines(out, StandardCharsets.UTF_8);
		}
		finally {
			Files.deleteIfExists(in);
			Files.deleteIfExists(out);
		}
	}

	private static void await(Process process) throws IOException {
		try {
			if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
				throw new IOException("a program did not end within " + SECONDS + " s");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("interrupted while a program ran", ex);
		}
		finally {
			process.destroyForcibly();
		}
	}

}

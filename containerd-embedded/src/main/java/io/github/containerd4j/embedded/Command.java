package io.github.containerd4j.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs a program to its end, within a time limit. Its output goes to files, not to pipes:
 * a grandchild that keeps a pipe open cannot make this wait.
 */
final class Command {

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private Command() {
	}

	/**
	 * How a program ended.
	 *
	 * @param exitCode its exit code
	 * @param output what it wrote to its standard output
	 * @param errors what it wrote to its standard error
	 */
	record Result(int exitCode, String output, String errors) {

		boolean isSuccess() {
			return this.exitCode == 0;
		}

	}

	static Result run(List<String> command) {
		try {
			Path output = Files.createTempFile("ctd-", ".out");
			Path errors = Files.createTempFile("ctd-", ".err");
			try {
				int exitCode = run(command, output, errors);
				return new Result(exitCode, read(output), read(errors));
			}
			finally {
				Files.deleteIfExists(output);
				Files.deleteIfExists(errors);
			}
		}
		catch (IOException ex) {
			throw new EmbeddedContainerdException("cannot run " + String.join(" ", command), ex);
		}
	}

	private static int run(List<String> command, Path output, Path errors) throws IOException {
		Process process = new ProcessBuilder(command).redirectInput(Path.of("/dev/null").toFile())
			.redirectOutput(output.toFile())
			.redirectError(errors.toFile())
			.start();
		try {
			if (process.waitFor(LIMIT.toNanos(), TimeUnit.NANOSECONDS)) {
				return process.exitValue();
			}
			throw new EmbeddedContainerdException(
					String.join(" ", command) + " did not end within " + LIMIT.toSeconds() + " s");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new EmbeddedContainerdException("interrupted while running " + String.join(" ", command), ex);
		}
		finally {
			process.destroyForcibly();
		}
	}

	private static String read(Path file) throws IOException {
		return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
	}

}

package io.github.containerd4j.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Runs {@code ctr} on the benchmark's daemon.
 */
public final class Ctr {

	private final List<String> prefix;

	/**
	 * Names the program and what all its calls share.
	 * @param program the program
	 * @param socket the daemon's socket
	 * @param namespace the namespace of all calls
	 */
	public Ctr(Path program, Path socket, String namespace) {
		this.prefix = List.of(program.toString(), "--address", socket.toString(), "-n", namespace);
	}

	/**
	 * The words of a call, for those who start the process themselves.
	 * @param arguments what follows the global options
	 * @return program and arguments
	 */
	public List<String> command(String... arguments) {
		List<String> command = new ArrayList<>(this.prefix);
		command.addAll(List.of(arguments));
		return command;
	}

	/**
	 * Runs a command and drops its output, as a shell with {@code >/dev/null} does.
	 * @param arguments what follows the global options
	 * @throws IOException if it fails; the message has what it said
	 * @throws InterruptedException if the thread is interrupted
	 */
	public void run(String... arguments) throws IOException, InterruptedException {
		run(null, arguments);
	}

	/**
	 * Runs a command with a file as its input and drops its output.
	 * @param input the input, or {@code null} for an empty one
	 * @param arguments what follows the global options
	 * @throws IOException if it fails; the message has what it said
	 * @throws InterruptedException if the thread is interrupted
	 */
	public void run(@Nullable Path input, String... arguments) throws IOException, InterruptedException {
		List<String> command = command(arguments);
		Path errors = Files.createTempFile("ctr", ".log");
		try {
			ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.redirectError(errors.toFile());
			if (input != null) {
				builder.redirectInput(input.toFile());
			}
			int status = builder.start().waitFor();
			if (status != 0) {
				throw new IOException(command + " failed: " + Files.readString(errors, StandardCharsets.UTF_8));
			}
		}
		finally {
			Files.delete(errors);
		}
	}

}

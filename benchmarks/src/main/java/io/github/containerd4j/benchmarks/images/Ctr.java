package io.github.containerd4j.benchmarks.images;

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
final class Ctr {

	private final Path program;

	private final Path socket;

	private final String namespace;

	Ctr(Path program, Path socket, String namespace) {
		this.program = program;
		this.socket = socket;
		this.namespace = namespace;
	}

	void run(String... arguments) throws IOException, InterruptedException {
		run(null, arguments);
	}

	/**
	 * Runs a command and drops its output, as a shell with {@code >/dev/null} does.
	 */
	void run(@Nullable Path input, String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(
				List.of(this.program.toString(), "--address", this.socket.toString(), "-n", this.namespace));
		command.addAll(List.of(arguments));
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

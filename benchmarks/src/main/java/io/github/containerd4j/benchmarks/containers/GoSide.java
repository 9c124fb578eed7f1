package io.github.containerd4j.benchmarks.containers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The program of {@code benchmarks/go}, which serves commands and measures itself.
 */
final class GoSide implements Side {

	private final Process process;

	private final PrintStream commands;

	private final BufferedReader answers;

	/**
	 * Starts the program.
	 * @param command program and arguments
	 * @throws IOException if it cannot be started
	 */
	GoSide(String... command) throws IOException {
		this.process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
		this.commands = new PrintStream(this.process.getOutputStream(), true, StandardCharsets.UTF_8);
		this.answers = this.process.inputReader(StandardCharsets.UTF_8);
	}

	@Override
	public String name() {
		return "Go client";
	}

	@Override
	public long cpuNanos() {
		return CpuTime.of(this.process.pid());
	}

	@Override
	public boolean stays() {
		return true;
	}

	@Override
	public long cycles(int count, int parallel) throws IOException {
		return ask("cycle", count, parallel);
	}

	@Override
	public long execs(int count, int parallel) throws IOException {
		return ask("exec", count, parallel);
	}

	@Override
	public long output(int mebibytes) throws IOException {
		return ask("output", mebibytes);
	}

	@Override
	public long input(int mebibytes) throws IOException {
		return ask("input", mebibytes);
	}

	@Override
	public long echoes(int count) throws IOException {
		return ask("echo", count);
	}

	private long ask(String command, int... numbers) throws IOException {
		StringBuilder line = new StringBuilder(command);
		for (int number : numbers) {
			line.append(' ').append(number);
		}
		this.commands.println(line);
		String answer = this.answers.readLine();
		if (answer == null || answer.startsWith("error")) {
			throw new IOException("the Go program, asked for '" + line + "': " + answer);
		}
		return Long.parseLong(answer);
	}

	@Override
	public void close() {
		// The end of its input ends the program.
		this.commands.close();
		this.process.destroy();
	}

}

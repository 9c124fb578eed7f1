package io.github.containerd4j.task;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;

import io.github.containerd4j.spec.ProcessSpec;
import io.github.containerd4j.stdio.Input;
import io.github.containerd4j.stdio.Output;
import io.github.containerd4j.stdio.Streams;
import io.github.containerd4j.stdio.TerminalSize;
import org.jspecify.annotations.Nullable;

/**
 * What an exec was asked to be. Not safe for use by many threads.
 */
final class ExecOptions {

	private static final HexFormat HEX = HexFormat.of();

	final List<UnaryOperator<ProcessSpec>> changes = new ArrayList<>();

	List<String> command = List.of();

	@Nullable String id;

	@Nullable String user;

	Input stdin = Input.none();

	@Nullable Output stdout;

	@Nullable Output stderr;

	@Nullable TerminalSize terminal;

	@Nullable Duration timeout;

	Duration drain = Streams.DEFAULT_DRAIN;

	long captureLimit = Output.DEFAULT_CAPTURE;

	ExecOptions() {
	}

	ExecOptions(ExecOptions other) {
		this.changes.addAll(other.changes);
		this.command = other.command;
		this.id = other.id;
		this.user = other.user;
		this.stdin = other.stdin;
		this.stdout = other.stdout;
		this.stderr = other.stderr;
		this.terminal = other.terminal;
		this.timeout = other.timeout;
		this.drain = other.drain;
		this.captureLimit = other.captureLimit;
	}

	/**
	 * The identifier that was chosen, or one that nobody else has.
	 */
	String idOrRandom() {
		String chosen = this.id;
		return (chosen != null) ? chosen : "exec-" + HEX.toHexDigits(ThreadLocalRandom.current().nextLong());
	}

	ProcessSpec process(ProcessSpec container) {
		ProcessSpec process = container.withArgs(this.command).withTerminal(this.terminal != null);
		TerminalSize size = this.terminal;
		if (size != null) {
			process = process.withConsoleSize(size.columns(), size.rows());
		}
		for (UnaryOperator<ProcessSpec> change : this.changes) {
			process = change.apply(process);
		}
		return process;
	}

	/**
	 * The streams of a process whose output is wanted as a whole.
	 */
	Streams captured() {
		return streams(Output.capture(this.captureLimit));
	}

	/**
	 * The streams of a process that is talked to.
	 */
	Streams piped() {
		return streams(Output.piped());
	}

	private Streams streams(Output unless) {
		Streams streams = Streams.of(orElse(this.stdout, unless), orElse(this.stderr, unless))
			.withStdin(this.stdin)
			.withDrain(this.drain);
		TerminalSize size = this.terminal;
		return (size != null) ? streams.withTerminal(size.columns(), size.rows()) : streams;
	}

	private static Output orElse(@Nullable Output output, Output other) {
		return (output != null) ? output : other;
	}

}

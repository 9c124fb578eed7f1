package io.github.containerd4j.task;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;

import io.github.containerd4j.Identifiers;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.spec.ProcessSpec;
import io.github.containerd4j.spec.ProcessUser;
import io.github.containerd4j.stdio.Input;
import io.github.containerd4j.stdio.Output;
import io.github.containerd4j.stdio.Streams;
import io.github.containerd4j.stdio.TerminalSize;

/**
 * Describes a command for a running task, and runs it. What is not said is as in the
 * container's own process: user, environment, working directory, capabilities, limits. It
 * can be run any number of times, unless it has an {@linkplain #id identifier} of its
 * own. Not safe for use by many threads.
 *
 * @since 0.1.0
 */
public final class ExecBuilder {

	private final ExecRunner runner;

	private final ExecOptions options = new ExecOptions();

	ExecBuilder(ExecRunner runner) {
		this.runner = runner;
	}

	/**
	 * Sets the command.
	 * @param command the program and its arguments; no shell reads them
	 * @return this builder
	 */
	public ExecBuilder command(String... command) {
		return command(Arrays.asList(command));
	}

	/**
	 * Sets the command.
	 * @param command the program and its arguments; no shell reads them
	 * @return this builder
	 */
	public ExecBuilder command(List<String> command) {
		this.options.command = List.copyOf(command);
		return this;
	}

	/**
	 * Sets the user by name or number. Names are looked up in the running container's
	 * {@code /etc/passwd} and {@code /etc/group}, which needs the daemon on this host,
	 * and so do the groups that a user belongs to.
	 * @param user {@code user}, {@code uid}, {@code user:group} or a mix of names and
	 * numbers
	 * @return this builder
	 */
	public ExecBuilder user(String user) {
		this.options.user = user;
		return this;
	}

	/**
	 * Sets the user by numbers, without looking anything up.
	 * @param user the user
	 * @return this builder
	 */
	public ExecBuilder user(ProcessUser user) {
		this.options.user = null;
		return process((process) -> process.withUser(user));
	}

	/**
	 * Sets a variable of the environment; the container's others stay.
	 * @param name the name
	 * @param value the value
	 * @return this builder
	 */
	public ExecBuilder env(String name, String value) {
		return env(Map.of(name, value));
	}

	/**
	 * Sets variables of the environment; the container's others stay.
	 * @param variables names and values
	 * @return this builder
	 */
	public ExecBuilder env(Map<String, String> variables) {
		Map<String, String> copy = Map.copyOf(variables);
		return process((process) -> process.withEnv(copy));
	}

	/**
	 * Sets the working directory.
	 * @param directory an absolute path in the container
	 * @return this builder
	 */
	public ExecBuilder cwd(String directory) {
		return process((process) -> process.withCwd(directory));
	}

	/**
	 * Changes the process of the runtime spec in other ways. Changes are made in the
	 * order in which they were given, after the command and the terminal were set.
	 * @param change makes a changed copy of the process
	 * @return this builder
	 */
	public ExecBuilder process(UnaryOperator<ProcessSpec> change) {
		this.options.changes.add(change);
		return this;
	}

	/**
	 * Gives the process a terminal: all output is standard output, its lines end with
	 * {@code \r\n}. {@code TERM} is {@code xterm} unless the environment says otherwise.
	 * @param columns the number of columns
	 * @param rows the number of rows
	 * @return this builder
	 * @throws InvalidArgumentException if one is not between 1 and 65535
	 */
	public ExecBuilder terminal(int columns, int rows) {
		this.options.terminal = new TerminalSize(columns, rows);
		return this;
	}

	/**
	 * Sets what the process reads; nothing by default. {@link #open()} makes that
	 * {@link Input#piped()}.
	 * @param input the input
	 * @return this builder
	 */
	public ExecBuilder stdin(Input input) {
		this.options.stdin = input;
		return this;
	}

	/**
	 * Sets what the process reads.
	 * @param text the input, sent as UTF-8
	 * @return this builder
	 */
	public ExecBuilder stdin(String text) {
		return stdin(Input.of(text));
	}

	/**
	 * Sends standard output elsewhere. By default {@link #run()} captures it and
	 * {@link #open()} pipes it.
	 * @param output where it goes
	 * @return this builder
	 */
	public ExecBuilder stdout(Output output) {
		this.options.stdout = output;
		return this;
	}

	/**
	 * Sends standard error elsewhere. By default {@link #run()} captures it and
	 * {@link #open()} pipes it.
	 * @param output where it goes
	 * @return this builder
	 */
	public ExecBuilder stderr(Output output) {
		this.options.stderr = output;
		return this;
	}

	/**
	 * Limits what is captured; {@link Output#DEFAULT_CAPTURE} by default. The process
	 * goes on, and the result says that output was cut.
	 * @param bytes the number of bytes to keep of each stream
	 * @return this builder
	 * @throws InvalidArgumentException if it is negative or larger than an array
	 */
	public ExecBuilder captureLimit(long bytes) {
		Output.capture(bytes);
		this.options.captureLimit = bytes;
		return this;
	}

	/**
	 * Limits the time from the start of the process to its end; without this it may run
	 * for ever. When the time is over it is killed, with its children where this host is
	 * the daemon's, and the result says so. Has no meaning for {@link #open()}.
	 * @param timeout the longest time
	 * @return this builder
	 * @throws InvalidArgumentException if it is not positive
	 */
	public ExecBuilder timeout(Duration timeout) {
		if (timeout.isNegative() || timeout.isZero()) {
			throw InvalidArgumentException.of("exec timeout", timeout.toString(), "it must be positive");
		}
		this.options.timeout = timeout;
		return this;
	}

	/**
	 * Limits how long output may stay quiet after the end of the process when a child
	 * keeps it open; {@link Streams#DEFAULT_DRAIN} by default. The shim takes some
	 * seconds of its own to give such a process up.
	 * @param drain the time
	 * @return this builder
	 * @throws InvalidArgumentException if it is not positive
	 */
	public ExecBuilder drain(Duration drain) {
		Streams.none().withDrain(drain);
		this.options.drain = drain;
		return this;
	}

	/**
	 * Sets the exec identifier, a random one by default.
	 * @param id the identifier, unique among the task's processes
	 * @return this builder
	 * @throws InvalidArgumentException if the identifier is not valid
	 */
	public ExecBuilder id(String id) {
		this.options.id = Identifiers.require("exec id", id);
		return this;
	}

	/**
	 * Runs the command and waits for its end and its output. Whatever happens, no process
	 * and no FIFO is left; only while the daemon is away nothing can be removed, which is
	 * logged.
	 * @return the result; also of a command that failed, see
	 * {@link ExecResult#requireSuccess()}
	 * @throws InvalidArgumentException if the command is empty, or something else is not
	 * valid
	 * @throws ProcessStartException if the program cannot be executed, or the working
	 * directory is missing
	 * @throws io.github.containerd4j.NotFoundException if there is no task, or the user
	 * or group is not in the container
	 * @throws io.github.containerd4j.FailedPreconditionException if the task has ended or
	 * is paused, or a user's name cannot be looked up
	 * @throws io.github.containerd4j.UnavailableException if the daemon goes away before
	 * the process has started; afterwards the waiting goes on when it is back
	 * @throws io.github.containerd4j.CancelledException if the thread is interrupted; the
	 * process is killed
	 * @throws java.io.UncheckedIOException if a receiver of output or the source of the
	 * input failed
	 */
	public ExecResult run() {
		return this.runner.run(new ExecOptions(this.options));
	}

	/**
	 * Runs the command on a (daemon) thread of its own.
	 * @return the result, or the failure as {@link #run()} tells it. Cancelling it kills
	 * the process
	 */
	public CompletableFuture<ExecResult> runAsync() {
		return runAsync((work) -> {
			Thread thread = new Thread(work, "containerd-exec");
			thread.setDaemon(true);
			thread.start();
		});
	}

	/**
	 * Runs the command on a thread of an executor, where it blocks until its end.
	 * @param executor gives the thread, which may be a virtual one
	 * @return the result, or the failure as {@link #run()} tells it. Cancelling it kills
	 * the process
	 */
	public CompletableFuture<ExecResult> runAsync(Executor executor) {
		ExecOptions copy = new ExecOptions(this.options);
		ExecFuture future = new ExecFuture(() -> this.runner.run(copy));
		executor.execute(future::run);
		return future;
	}

	/**
	 * Starts the command to talk to it. Input is {@link Input#piped()} unless something
	 * else was set.
	 * @return the session, to be closed
	 * @throws ProcessStartException if the program cannot be executed, or the working
	 * directory is missing; other failures as of {@link #run()}
	 */
	public ExecSession open() {
		ExecOptions copy = new ExecOptions(this.options);
		if (copy.stdin == Input.none()) {
			copy.stdin = Input.piped();
		}
		return this.runner.open(copy);
	}

}

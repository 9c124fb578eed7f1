package io.github.containerd4j.task;

import java.util.List;

import io.github.containerd4j.stdio.CapturedOutput;

/**
 * What became of a process that was added by exec.
 *
 * @param command the program and its arguments
 * @param exit how it ended
 * @param output what it wrote, as far as that was captured; empty where output went
 * elsewhere
 * @param timedOut whether it was killed because its time was over
 * @param outputComplete whether the end of its output was reached; {@code false} if a
 * child that lives on keeps it open. What the process itself wrote is there in any case
 * @since 0.1.0
 */
public record ExecResult(List<String> command, ExitStatus exit, CapturedOutput output, boolean timedOut,
		boolean outputComplete) {

	/**
	 * Copies the list.
	 * @param command the program and its arguments
	 * @param exit how it ended
	 * @param output what it wrote
	 * @param timedOut whether it was killed because its time was over
	 * @param outputComplete whether the end of its output was reached
	 */
	public ExecResult {
		command = List.copyOf(command);
	}

	/**
	 * The exit code.
	 * @return 0 to 255: 128 + n after signal n
	 */
	public int exitCode() {
		return this.exit.code();
	}

	/**
	 * Standard output as text; all output if there was a terminal.
	 * @return what was captured, read as UTF-8
	 */
	public String stdout() {
		return this.output.stdout();
	}

	/**
	 * Standard error as text.
	 * @return what was captured, read as UTF-8; empty with a terminal
	 */
	public String stderr() {
		return this.output.stderr();
	}

	/**
	 * Whether the process ended by itself with 0.
	 * @return {@code false} for other codes and after the time was over
	 */
	public boolean isSuccess() {
		return this.exit.isSuccess() && !this.timedOut;
	}

	/**
	 * Fails unless the process ended by itself with 0.
	 * @return this result
	 * @throws ExecFailedException if it did not; its message has the last line of
	 * standard error
	 */
	public ExecResult requireSuccess() {
		if (!isSuccess()) {
			throw new ExecFailedException(this);
		}
		return this;
	}

}

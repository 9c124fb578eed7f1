package io.github.containerd4j.task;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;

/**
 * A command ran in a container and did not end with 0. Only
 * {@link ExecResult#requireSuccess()} throws it.
 *
 * @since 0.1.0
 */
public class ExecFailedException extends ContainerdException {

	private static final long serialVersionUID = 1L;

	private static final int LONGEST_LINE = 300;

	private final transient ExecResult result;

	ExecFailedException(ExecResult result) {
		super(message(result), new Failure("exec", "command", String.join(" ", result.command()), null, code(result)),
				null);
		this.result = result;
	}

	/**
	 * What became of the command.
	 * @return the result
	 */
	public ExecResult result() {
		return this.result;
	}

	private static ErrorCode code(ExecResult result) {
		return result.timedOut() ? ErrorCode.DEADLINE_EXCEEDED : ErrorCode.UNKNOWN;
	}

	private static String message(ExecResult result) {
		String what = result.timedOut() ? "was killed because its time was over" : "ended with " + result.exitCode();
		return "the command " + result.command() + " " + what + lastLine(result.stderr());
	}

	private static String lastLine(String text) {
		String stripped = text.strip();
		String line = stripped.substring(stripped.lastIndexOf('\n') + 1);
		return line.isEmpty() ? "" : ": " + line.substring(0, Math.min(line.length(), LONGEST_LINE));
	}

}

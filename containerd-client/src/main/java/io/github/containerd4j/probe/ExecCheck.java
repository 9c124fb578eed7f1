package io.github.containerd4j.probe;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import io.github.containerd4j.task.ExecResult;
import io.github.containerd4j.task.Task;

/**
 * Runs a command in a container.
 */
record ExecCheck(Supplier<Task> task, List<String> command) implements ProbeCheck {

	// More than a result keeps of it.
	private static final long MAX_OUTPUT = 4096;

	@Override
	public String check(Duration timeout) throws IOException {
		ExecResult result = this.task.get()
			.execBuilder()
			.command(this.command)
			.timeout(timeout)
			.captureLimit(MAX_OUTPUT)
			.run();
		String output = (result.stdout() + result.stderr()).strip();
		if (result.timedOut()) {
			throw new IOException("the command was killed after " + timeout.toMillis() + " ms");
		}
		if (!result.isSuccess()) {
			throw new IOException("exit code " + result.exitCode() + (output.isEmpty() ? "" : ": " + output));
		}
		return output;
	}

}

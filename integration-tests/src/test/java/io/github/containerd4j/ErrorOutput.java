package io.github.containerd4j;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What this JVM writes to its standard error while this is open, which has the log. Tests
 * that run at the same time write there too, so a test looks for what only it can cause.
 */
public final class ErrorOutput implements AutoCloseable {

	private final PrintStream original = System.err;

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	private ErrorOutput() {
		System.setErr(new PrintStream(this.bytes, true, StandardCharsets.UTF_8));
	}

	/**
	 * Starts to record.
	 * @return the recording, to be closed
	 */
	public static ErrorOutput record() {
		return new ErrorOutput();
	}

	/**
	 * The lines so far that contain something.
	 * @param text what they contain
	 * @return the lines
	 */
	public List<String> linesWith(String text) {
		return this.bytes.toString(StandardCharsets.UTF_8).lines().filter((line) -> line.contains(text)).toList();
	}

	@Override
	public void close() {
		System.setErr(this.original);
		this.original.print(this.bytes.toString(StandardCharsets.UTF_8));
	}

}

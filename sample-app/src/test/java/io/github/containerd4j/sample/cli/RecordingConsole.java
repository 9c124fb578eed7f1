package io.github.containerd4j.sample.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Keeps what a command writes.
 */
final class RecordingConsole {

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	private final Console console;

	RecordingConsole(Charset charset) {
		this.console = new Console(new PrintStream(this.out, false, charset), new PrintStream(this.err, true, charset),
				charset);
	}

	static RecordingConsole utf8() {
		return new RecordingConsole(StandardCharsets.UTF_8);
	}

	Console console() {
		return this.console;
	}

	String out() {
		return this.out.toString(this.console.charset());
	}

	String err() {
		return this.err.toString(this.console.charset());
	}

	List<String> lines() {
		return out().lines().toList();
	}

}

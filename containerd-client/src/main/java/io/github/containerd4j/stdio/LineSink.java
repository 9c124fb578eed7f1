package io.github.containerd4j.stdio;

import java.io.IOException;
import java.util.function.Consumer;

/**
 * Gives lines without their ends.
 */
final class LineSink implements Sink {

	private static final int LONGEST = 64 * 1024;

	private final LineSplitter splitter;

	LineSink(Consumer<String> receiver) {
		this.splitter = new LineSplitter(LONGEST, (line) -> receiver.accept(withoutEnd(line)));
	}

	static String withoutEnd(String line) {
		if (line.endsWith("\r\n")) {
			return line.substring(0, line.length() - 2);
		}
		return line.endsWith("\n") ? line.substring(0, line.length() - 1) : line;
	}

	@Override
	public void write(byte[] bytes, int length) throws IOException {
		this.splitter.write(bytes, length);
	}

	@Override
	public void end() throws IOException {
		this.splitter.flush();
	}

}

package io.github.containerd4j.benchmarks.containers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Sends bytes one by one and awaits each. They are letters, as the terminal that
 * {@code ctr} makes of its own one changes line feeds.
 */
final class Echoes {

	private static final int LETTERS = 26;

	private Echoes() {
	}

	static long measure(OutputStream output, InputStream input, int count) throws IOException {
		awaitLine(input);
		long start = System.nanoTime();
		for (int i = 0; i < count; i++) {
			int letter = 'a' + i % LETTERS;
			output.write(letter);
			output.flush();
			int back = input.read();
			if (back != letter) {
				throw new IOException("byte " + letter + " came back as " + back);
			}
		}
		return System.nanoTime() - start;
	}

	private static void awaitLine(InputStream input) throws IOException {
		StringBuilder text = new StringBuilder();
		for (int next = input.read(); next != '\n'; next = input.read()) {
			if (next < 0) {
				throw new IOException("the command ended early: " + text);
			}
			text.append((char) next);
		}
	}

}

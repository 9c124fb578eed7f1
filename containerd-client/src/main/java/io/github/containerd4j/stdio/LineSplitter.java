package io.github.containerd4j.stdio;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Cuts bytes into lines of UTF-8. Lines that are too long are cut between characters.
 */
final class LineSplitter {

	private static final int CONTINUATION_MASK = 0xC0;

	private static final int CONTINUATION = 0x80;

	// A character of UTF-8 has at most three bytes after its first.
	private static final int MAX_CONTINUATIONS = 3;

	private static final int FIRST_BUFFER = 256;

	private final int limit;

	private final Lines lines;

	private byte[] rest = new byte[FIRST_BUFFER];

	private int size;

	LineSplitter(int limit, Lines lines) {
		this.limit = limit;
		this.lines = lines;
	}

	void write(byte[] bytes, int length) throws IOException {
		int from = 0;
		for (int index = 0; index < length; index++) {
			if (bytes[index] == '\n') {
				add(bytes, from, index + 1);
				flush();
				from = index + 1;
			}
		}
		add(bytes, from, length);
	}

	/**
	 * Passes on what is no whole line yet.
	 */
	void flush() throws IOException {
		if (this.size > 0) {
			emit(this.size);
		}
	}

	private void add(byte[] bytes, int from, int to) throws IOException {
		int position = from;
		while (position < to) {
			// The line end itself does not make a line too long.
			if (this.size >= this.limit && bytes[position] != '\n') {
				emit(wholeCharacters());
			}
			int count = Math.min(to - position, Math.max(1, this.limit - this.size));
			reserve(this.size + count);
			System.arraycopy(bytes, position, this.rest, this.size, count);
			this.size += count;
			position += count;
		}
	}

	private void reserve(int needed) {
		if (needed > this.rest.length) {
			this.rest = Arrays.copyOf(this.rest, Math.max(needed, 2 * this.rest.length));
		}
	}

	private void emit(int count) throws IOException {
		String line = new String(this.rest, 0, count, StandardCharsets.UTF_8);
		System.arraycopy(this.rest, count, this.rest, 0, this.size - count);
		this.size -= count;
		this.lines.add(line);
	}

	// How many of the bytes are whole characters, if it is text at all.
	private int wholeCharacters() {
		int start = this.size - 1;
		while (start > this.size - 1 - MAX_CONTINUATIONS && isContinuation(this.rest[start])) {
			start--;
		}
		int expected = lengthOfCharacter(this.rest[start]);
		return (start > 0 && start + expected > this.size) ? start : this.size;
	}

	private static boolean isContinuation(byte single) {
		return (single & CONTINUATION_MASK) == CONTINUATION;
	}

	private static int lengthOfCharacter(byte first) {
		int ones = Integer.numberOfLeadingZeros(~(first << (Integer.SIZE - Byte.SIZE)));
		return (ones >= 2 && ones <= MAX_CONTINUATIONS + 1) ? ones : 1;
	}

	/**
	 * Takes lines.
	 */
	@FunctionalInterface
	interface Lines {

		/**
		 * Takes a line or a piece of one.
		 * @param line the line with its end, if it has come
		 */
		void add(String line) throws IOException;

	}

}

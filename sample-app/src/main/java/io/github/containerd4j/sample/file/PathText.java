package io.github.containerd4j.sample.file;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

import io.github.containerd4j.InvalidArgumentException;

/**
 * Names of files for pages. A name is bytes, and one that is no UTF-8 cannot be in JSON;
 * so the page gets it twice: to show, and percent-encoded, to send back.
 */
final class PathText {

	// The client keeps a byte that is no UTF-8 as one character from here on.
	private static final char FIRST_RAW = '\uDC80';

	private static final char LAST_RAW = '\uDCFF';

	private static final String PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/";

	private PathText() {
	}

	static String encode(String path) {
		StringBuilder text = new StringBuilder();
		path.codePoints().forEach((point) -> {
			if (isRaw(point)) {
				append(text, point - FIRST_RAW + 0x80);
			}
			else {
				for (byte each : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
					append(text, each & 0xff);
				}
			}
		});
		return text.toString();
	}

	private static void append(StringBuilder text, int value) {
		if (PLAIN.indexOf(value) >= 0) {
			text.append((char) value);
		}
		else {
			text.append(String.format("%%%02X", value));
		}
	}

	static String decode(String text) {
		StringBuilder path = new StringBuilder();
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		for (int i = 0; i < text.length(); i++) {
			char next = text.charAt(i);
			if (next == '%') {
				bytes.write(hex(text, i + 1));
				i += 2;
			}
			else if (PLAIN.indexOf(next) >= 0) {
				bytes.write(next);
			}
			else {
				throw InvalidArgumentException.of("path", text, "it must be percent-encoded");
			}
		}
		appendBytes(path, bytes.toByteArray());
		return path.toString();
	}

	private static int hex(String text, int at) {
		int value = (at + 2 <= text.length()) ? digit(text, at) * 16 + digit(text, at + 1) : -1;
		if (value < 0) {
			throw InvalidArgumentException.of("path", text, "it must be percent-encoded");
		}
		return value;
	}

	private static int digit(String text, int at) {
		int digit = Character.digit(text.charAt(at), 16);
		return (digit >= 0) ? digit : -1000;
	}

	// A byte that begins no character stays alone, whatever comes after it.
	private static void appendBytes(StringBuilder path, byte[] bytes) {
		for (int i = 0; i < bytes.length;) {
			int length = lengthOfCharacter(bytes, i);
			if (length > 0) {
				path.append(new String(bytes, i, length, StandardCharsets.UTF_8));
				i += length;
			}
			else {
				path.append((char) (FIRST_RAW + (bytes[i] & 0xff) - 0x80));
				i++;
			}
		}
	}

	private static int lengthOfCharacter(byte[] bytes, int at) {
		for (int length = 1; length <= 4 && at + length <= bytes.length; length++) {
			String text = new String(bytes, at, length, StandardCharsets.UTF_8);
			if (text.codePointCount(0, text.length()) == 1 && text.codePointAt(0) != '\uFFFD') {
				return length;
			}
		}
		return isReplacement(bytes, at) ? 3 : 0;
	}

	private static boolean isReplacement(byte[] bytes, int at) {
		return at + 3 <= bytes.length && bytes[at] == (byte) 0xEF && bytes[at + 1] == (byte) 0xBF
				&& bytes[at + 2] == (byte) 0xBD;
	}

	/**
	 * A name for people: what cannot be shown becomes a question mark in a box.
	 */
	static String shown(String name) {
		StringBuilder text = new StringBuilder();
		name.codePoints()
			.map((point) -> (isRaw(point) || Character.isISOControl(point)) ? '\uFFFD' : point)
			.forEach(text::appendCodePoint);
		return text.toString();
	}

	private static boolean isRaw(int point) {
		return point >= FIRST_RAW && point <= LAST_RAW;
	}

}

package io.github.containerd4j.sample.cli;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;

/**
 * Makes text of foreign origin safe for a terminal: whoever may set a label must not be
 * able to move the cursor, change the title or hide what follows. Control characters,
 * invisible formatting (such as the marks that turn the writing direction) and whatever
 * the terminal's charset lacks become escapes.
 */
final class Printable {

	private final CharsetEncoder encoder;

	Printable(Charset charset) {
		this.encoder = charset.newEncoder();
	}

	/** The text with its foreign characters escaped. */
	String text(String text) {
		return escape(text, false);
	}

	/** The text in quotes, so that its beginning and end can be seen. */
	String quoted(String text) {
		return '"' + escape(text, true) + '"';
	}

	/** The text, in quotes only when it would not be read as one word. */
	String word(String text) {
		boolean plain = !text.isEmpty() && text.chars().noneMatch((character) -> " \"=\\".indexOf(character) >= 0);
		return (plain && text(text).equals(text)) ? text : quoted(text);
	}

	private String escape(String text, boolean quotes) {
		StringBuilder escaped = new StringBuilder(text.length());
		text.codePoints().forEach((codePoint) -> append(escaped, codePoint, quotes));
		return escaped.toString();
	}

	private void append(StringBuilder escaped, int codePoint, boolean quotes) {
		switch (codePoint) {
			case '\n' -> escaped.append("\\n");
			case '\r' -> escaped.append("\\r");
			case '\t' -> escaped.append("\\t");
			case '\\' -> escaped.append("\\\\");
			case '"' -> escaped.append(quotes ? "\\\"" : "\"");
			default -> {
				if (isVisible(codePoint) && this.encoder.canEncode(Character.toString(codePoint))) {
					escaped.appendCodePoint(codePoint);
				}
				else {
					escaped
						.append((codePoint > 0xffff) ? "\\U%08x".formatted(codePoint) : "\\u%04x".formatted(codePoint));
				}
			}
		}
	}

	private static boolean isVisible(int codePoint) {
		return switch (Character.getType(codePoint)) {
			case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
					Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED ->
				false;
			default -> true;
		};
	}

}

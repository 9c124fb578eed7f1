package io.github.containerd4j.stdio;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a log: the format of Docker's driver {@code json-file}, which nerdctl has
 * too.
 */
final class LogFormat {

	// Below this a character of JSON must be written as an escape.
	private static final char FIRST_PRINTABLE = 0x20;

	private static final String BEFORE_TEXT = "{\"log\":\"";

	private static final String BEFORE_STREAM = "\",\"stream\":\"";

	private static final String BEFORE_TIME = "\",\"time\":\"";

	private static final String END = "\"}";

	private static final String SHORT_ESCAPES = "nrt\"\\";

	private static final String SHORT_ESCAPED = "\n\r\t\"\\";

	private final StringBuilder json = new StringBuilder();

	// Lines that are read together have the same time, which takes long to write.
	private Instant time = Instant.EPOCH;

	private String timeText = this.time.toString();

	/**
	 * Writes a line. For use by one thread.
	 * @return the line with its end
	 */
	byte[] format(LogEntry entry) {
		if (!entry.time().equals(this.time)) {
			this.time = entry.time();
			this.timeText = DateTimeFormatter.ISO_INSTANT.format(this.time);
		}
		this.json.setLength(0);
		this.json.append(BEFORE_TEXT);
		appendEscaped(this.json, entry.text());
		this.json.append(BEFORE_STREAM).append(entry.stream().logName());
		this.json.append(BEFORE_TIME).append(this.timeText).append(END).append('\n');
		return this.json.toString().getBytes(StandardCharsets.UTF_8);
	}

	private static void appendEscaped(StringBuilder json, String text) {
		for (int index = 0; index < text.length(); index++) {
			char character = text.charAt(index);
			switch (character) {
				case '"' -> json.append("\\\"");
				case '\\' -> json.append("\\\\");
				case '\n' -> json.append("\\n");
				case '\r' -> json.append("\\r");
				case '\t' -> json.append("\\t");
				default -> {
					if (character < FIRST_PRINTABLE) {
						json.append(String.format("\\u%04x", (int) character));
					}
					else {
						json.append(character);
					}
				}
			}
		}
	}

	/**
	 * Reads a line.
	 * @return the entry; {@code null} if the line is broken, such as one that was being
	 * written when its writer was killed
	 */
	static @Nullable LogEntry parse(String line) {
		try {
			LogEntry own = parseOwn(line);
			if (own != null) {
				return own;
			}
			JsonElement element = JsonParser.parseString(line);
			if (!(element instanceof JsonObject json) || !json.has("log") || !json.has("time")) {
				return null;
			}
			LogStream stream = (json.has("stream") && json.get("stream").getAsString().equals("stderr"))
					? LogStream.STDERR : LogStream.STDOUT;
			Instant time = DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(json.get("time").getAsString(), Instant::from);
			return new LogEntry(time, stream, json.get("log").getAsString());
		}
		catch (JsonParseException | DateTimeException | IllegalStateException | UnsupportedOperationException ex) {
			return null;
		}
	}

	// What this class writes, without the parser, which takes ten times as long.
	private static @Nullable LogEntry parseOwn(String line) {
		int timeAt = line.lastIndexOf(BEFORE_TIME);
		int streamAt = line.lastIndexOf(BEFORE_STREAM, timeAt);
		if (!line.startsWith(BEFORE_TEXT) || !line.endsWith(END) || streamAt < BEFORE_TEXT.length()) {
			return null;
		}
		String text = unescaped(line, BEFORE_TEXT.length(), streamAt);
		LogStream stream = stream(line.substring(streamAt + BEFORE_STREAM.length(), timeAt));
		String time = line.substring(timeAt + BEFORE_TIME.length(), line.length() - END.length());
		return (text != null && stream != null && time.endsWith("Z")) ? new LogEntry(Instant.parse(time), stream, text)
				: null;
	}

	private static @Nullable LogStream stream(String name) {
		return switch (name) {
			case "stdout" -> LogStream.STDOUT;
			case "stderr" -> LogStream.STDERR;
			default -> null;
		};
	}

	private static @Nullable String unescaped(String line, int from, int to) {
		StringBuilder text = new StringBuilder(to - from);
		for (int index = from; index < to; index++) {
			char character = line.charAt(index);
			if (character == '"') {
				return null;
			}
			if (character != '\\') {
				text.append(character);
				continue;
			}
			index++;
			int escape = SHORT_ESCAPES.indexOf(line.charAt(index));
			if (escape < 0 || index >= to) {
				return null;
			}
			text.append(SHORT_ESCAPED.charAt(escape));
		}
		return text.toString();
	}

}

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

	private LogFormat() {
	}

	static byte[] format(LogEntry entry) {
		StringBuilder json = new StringBuilder(entry.text().length() + 80);
		json.append("{\"log\":\"");
		appendEscaped(json, entry.text());
		json.append("\",\"stream\":\"").append(entry.stream().logName()).append("\",\"time\":\"");
		DateTimeFormatter.ISO_INSTANT.formatTo(entry.time(), json);
		return json.append("\"}\n").toString().getBytes(StandardCharsets.UTF_8);
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

}

package io.github.containerd4j.registry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

/**
 * What a registry says about an error: the JSON of the distribution specification, or
 * some text.
 *
 * @param codes the codes
 * @param texts the messages, one for each error, shortened
 */
record ErrorBody(List<String> codes, List<String> texts) {

	private static final ErrorBody EMPTY = new ErrorBody(List.of(), List.of());

	private static final int MAX_BYTES = 64 * 1024;

	private static final int MAX_ERRORS = 3;

	private static final int MAX_TEXT = 200;

	/**
	 * Reads and closes an answer.
	 * @param answer the answer
	 * @param secrets what must not be shown, if the registry repeats it
	 */
	static ErrorBody read(Answer answer, Set<String> secrets) {
		try (answer) {
			byte[] bytes = answer.read(MAX_BYTES);
			return parse(masked(new String(bytes, StandardCharsets.UTF_8), secrets), answer.mediaType());
		}
		catch (IOException ex) {
			// The status is what counts.
			return EMPTY;
		}
	}

	private static String masked(String text, Set<String> secrets) {
		String masked = text;
		for (String secret : secrets) {
			masked = masked.replace(secret, "***");
		}
		return masked;
	}

	private static ErrorBody parse(String text, String mediaType) {
		try {
			JsonElement json = JsonParser.parseString(text);
			if (json.isJsonObject()) {
				return ofJson(json.getAsJsonObject());
			}
		}
		catch (JsonParseException | IllegalStateException ex) {
			// Then it is text, if it says so; pages of proxies tell nothing.
		}
		boolean plain = mediaType.equals("text/plain") && !text.isBlank();
		return plain ? new ErrorBody(List.of(), List.of(shortened(text))) : EMPTY;
	}

	private static ErrorBody ofJson(JsonObject json) {
		List<String> codes = new ArrayList<>();
		List<String> texts = new ArrayList<>();
		errors(json).limit(MAX_ERRORS).forEach((error) -> {
			String code = text(error, "code");
			if (!code.isEmpty()) {
				codes.add(code);
			}
			texts.add(Stream.of(code, text(error, "message"))
				.filter((part) -> !part.isEmpty())
				.collect(Collectors.joining(": ")));
		});
		return new ErrorBody(codes, texts);
	}

	private static Stream<JsonObject> errors(JsonObject json) {
		JsonElement errors = json.get("errors");
		if (errors == null || !errors.isJsonArray()) {
			return Stream.empty();
		}
		List<JsonObject> found = new ArrayList<>();
		for (JsonElement error : errors.getAsJsonArray()) {
			if (error.isJsonObject()) {
				found.add(error.getAsJsonObject());
			}
		}
		return found.stream();
	}

	private static String text(JsonObject error, String name) {
		JsonElement value = error.get(name);
		return (value != null && value.isJsonPrimitive()) ? shortened(value.getAsString()) : "";
	}

	private static String shortened(String text) {
		String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
		return (line.length() > MAX_TEXT) ? line.substring(0, MAX_TEXT) + "..." : line;
	}

	/**
	 * What to write behind the status.
	 */
	String describe() {
		return this.texts.isEmpty() ? "" : " (" + String.join("; ", this.texts) + ")";
	}

}

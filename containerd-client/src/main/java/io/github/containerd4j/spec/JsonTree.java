package io.github.containerd4j.spec;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.github.containerd4j.InvalidArgumentException;
import org.jspecify.annotations.Nullable;

/**
 * Between JSON and trees of maps, lists and simple values.
 */
final class JsonTree {

	// Go reads what others write into specs, and would show escapes that browsers need.
	private static final Gson WRITER = new GsonBuilder().disableHtmlEscaping().create();

	private JsonTree() {
	}

	static Map<String, Object> parse(String json) {
		try (JsonReader reader = new JsonReader(new StringReader(json))) {
			reader.setStrictness(Strictness.STRICT);
			JsonElement document = JsonParser.parseReader(reader);
			if (!document.isJsonObject() || reader.peek() != JsonToken.END_DOCUMENT) {
				throw InvalidArgumentException.of("JSON document", null, "it is not one JSON object");
			}
			return object(document);
		}
		catch (JsonParseException | IOException ex) {
			throw InvalidArgumentException.of("JSON document", null, "it is no JSON: " + ex.getMessage());
		}
	}

	/**
	 * Reads one member of an object. The others are passed over, which takes a fraction
	 * of the time.
	 * @return the member; {@code null} if there is none, or no object
	 */
	static @Nullable Map<String, Object> parseMember(String json, String name) {
		try (JsonReader reader = new JsonReader(new StringReader(json))) {
			reader.setStrictness(Strictness.STRICT);
			JsonElement member = member(reader, name);
			if (reader.peek() != JsonToken.END_DOCUMENT) {
				throw InvalidArgumentException.of("JSON document", null, "it is not one JSON object");
			}
			return (member != null && member.isJsonObject()) ? object(member) : null;
		}
		catch (JsonParseException | IllegalStateException | IOException ex) {
			throw InvalidArgumentException.of("JSON document", null, "it is no JSON: " + ex.getMessage());
		}
	}

	private static @Nullable JsonElement member(JsonReader reader, String name) throws IOException {
		JsonElement member = null;
		reader.beginObject();
		while (reader.hasNext()) {
			if (reader.nextName().equals(name)) {
				member = JsonParser.parseReader(reader);
			}
			else {
				reader.skipValue();
			}
		}
		reader.endObject();
		return member;
	}

	private static Map<String, Object> object(JsonElement element) {
		Map<String, Object> object = new LinkedHashMap<>();
		element.getAsJsonObject().entrySet().forEach((entry) -> {
			// Go knows no difference between absent and null.
			if (!entry.getValue().isJsonNull()) {
				object.put(entry.getKey(), tree(entry.getValue()));
			}
		});
		return object;
	}

	private static Object tree(JsonElement element) {
		if (element.isJsonObject()) {
			return object(element);
		}
		if (element.isJsonArray()) {
			List<Object> list = new ArrayList<>();
			element.getAsJsonArray().forEach((each) -> list.add(tree(each)));
			return list;
		}
		if (element.isJsonNull()) {
			throw InvalidArgumentException.of("JSON document", null, "a list holds null");
		}
		return simple(element.getAsJsonPrimitive());
	}

	private static Object simple(JsonPrimitive value) {
		if (value.isString()) {
			return value.getAsString();
		}
		return value.isBoolean() ? (Object) value.getAsBoolean() : number(value.getAsBigDecimal());
	}

	private static Number number(BigDecimal number) {
		try {
			return number.longValueExact();
		}
		catch (ArithmeticException ex) {
			return number;
		}
	}

	static Map<String, Object> copyOf(Map<?, ?> map) {
		Map<String, Object> copy = new LinkedHashMap<>();
		map.forEach((key, value) -> copy.put(String.valueOf(key), copy(value)));
		return copy;
	}

	static Object copy(Object value) {
		if (value instanceof Map<?, ?> map) {
			return copyOf(map);
		}
		if (value instanceof Iterable<?> list) {
			List<Object> copy = new ArrayList<>();
			list.forEach((each) -> copy.add(copy(each)));
			return copy;
		}
		if (value instanceof Integer number) {
			return number.longValue();
		}
		if (value instanceof String || value instanceof Boolean || value instanceof Number) {
			return value;
		}
		throw InvalidArgumentException.of("JSON value", String.valueOf(value),
				"only text, numbers, true and false, lists and maps of them can be written");
	}

	static String write(Object tree) {
		return WRITER.toJson(tree);
	}

}

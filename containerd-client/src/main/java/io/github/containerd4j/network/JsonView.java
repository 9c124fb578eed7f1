package io.github.containerd4j.network;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import io.github.containerd4j.InvalidArgumentException;
import org.jspecify.annotations.Nullable;

/**
 * An object in JSON, read strictly: what has the wrong type is refused with the name of
 * the field. {@code null} counts as absent, as it does in Go.
 *
 * @param object the object
 * @param what what it is, for messages
 */
record JsonView(JsonObject object, String what) {

	static JsonView parse(String what, String json) {
		JsonReader reader = new JsonReader(new StringReader(json));
		reader.setStrictness(Strictness.STRICT);
		try {
			JsonElement element = JsonParser.parseReader(reader);
			if (element.isJsonObject()) {
				return new JsonView(element.getAsJsonObject(), what);
			}
		}
		catch (JsonParseException ex) {
			throw InvalidArgumentException.of(what, null, "it is no JSON: " + firstLine(ex));
		}
		throw InvalidArgumentException.of(what, null, "it is no JSON object");
	}

	// Gson adds a link to its manual, which helps nobody here.
	private static String firstLine(JsonParseException ex) {
		return String.valueOf(ex.getMessage()).lines().findFirst().orElse("");
	}

	boolean has(String key) {
		return element(key) != null;
	}

	String text(String key) {
		String text = optionalText(key);
		return (text != null) ? text : "";
	}

	@Nullable String optionalText(String key) {
		JsonElement element = element(key);
		return (element != null) ? text(element, key) : null;
	}

	boolean flag(String key) {
		JsonElement element = element(key);
		if (element == null) {
			return false;
		}
		require(element.isJsonPrimitive() && element.getAsJsonPrimitive().isBoolean(), key, "true or false");
		return element.getAsBoolean();
	}

	long number(String key) {
		JsonElement element = element(key);
		if (element == null) {
			return 0;
		}
		require(element.isJsonPrimitive() && element.getAsJsonPrimitive().isNumber(), key, "a number");
		try {
			return element.getAsBigDecimal().longValueExact();
		}
		catch (ArithmeticException | NumberFormatException ex) {
			throw invalid(key, "a whole number");
		}
	}

	int integer(String key) {
		long number = number(key);
		if ((int) number != number) {
			throw invalid(key, "a whole number of 32 bits");
		}
		return (int) number;
	}

	List<String> texts(String key) {
		List<String> texts = new ArrayList<>();
		array(key).forEach((element) -> texts.add(text(element, key)));
		return texts;
	}

	List<List<String>> textPairs(String key) {
		List<List<String>> pairs = new ArrayList<>();
		array(key).forEach((element) -> {
			require(element.isJsonArray() && element.getAsJsonArray().size() == 2, key, "a list of pairs");
			pairs.add(element.getAsJsonArray().asList().stream().map((part) -> text(part, key)).toList());
		});
		return pairs;
	}

	@Nullable JsonView node(String key) {
		JsonElement element = element(key);
		return (element != null) ? node(element, key) : null;
	}

	List<JsonView> nodes(String key) {
		List<JsonView> nodes = new ArrayList<>();
		array(key).forEach((element) -> nodes.add(node(element, key)));
		return nodes;
	}

	InvalidArgumentException invalid(String key, String expectation) {
		return InvalidArgumentException.of(this.what, null, key + " must be " + expectation);
	}

	private @Nullable JsonElement element(String key) {
		JsonElement element = this.object.get(key);
		return (element == null || element.isJsonNull()) ? null : element;
	}

	private JsonArray array(String key) {
		JsonElement element = element(key);
		if (element == null) {
			return new JsonArray();
		}
		require(element.isJsonArray(), key, "a list");
		return element.getAsJsonArray();
	}

	private String text(JsonElement element, String key) {
		require(element.isJsonPrimitive() && element.getAsJsonPrimitive().isString(), key, "text");
		return element.getAsString();
	}

	private JsonView node(JsonElement element, String key) {
		require(element.isJsonObject(), key, "an object");
		return new JsonView(element.getAsJsonObject(), this.what);
	}

	private void require(boolean right, String key, String expectation) {
		if (!right) {
			throw invalid(key, expectation);
		}
	}

}

package io.github.containerd4j.oci;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.github.containerd4j.InvalidArgumentException;
import org.jspecify.annotations.Nullable;

/**
 * An object in a document, read strictly: what has the wrong type is refused, and the
 * message says which field of which document it was. {@code null} counts as absent, as it
 * does in Go.
 */
record JsonNode(JsonObject object, String kind, String path) {

	static JsonNode parse(byte[] json, String kind) {
		try (JsonReader reader = new JsonReader(new StringReader(new String(json, StandardCharsets.UTF_8)))) {
			reader.setStrictness(Strictness.STRICT);
			JsonElement document = JsonParser.parseReader(reader);
			if (!document.isJsonObject() || reader.peek() != JsonToken.END_DOCUMENT) {
				throw ImageFormatException.of(kind, null, "it is not one JSON object");
			}
			return new JsonNode(document.getAsJsonObject(), kind, "");
		}
		catch (JsonParseException | IOException ex) {
			throw ImageFormatException.of(kind, null, "it is no JSON: " + ex.getMessage(), ex);
		}
	}

	boolean has(String key) {
		return element(key) != null;
	}

	/**
	 * Whether there is something in it: an empty list or text counts as absent.
	 */
	boolean hasContent(String key) {
		JsonElement element = element(key);
		return element != null && !(element.isJsonArray() && element.getAsJsonArray().isEmpty());
	}

	private @Nullable JsonElement element(String key) {
		JsonElement element = this.object.get(key);
		return (element == null || element.isJsonNull()) ? null : element;
	}

	String text(String key) {
		JsonElement element = element(key);
		return (element == null) ? "" : text(element, key);
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
			throw invalid(key, "a whole number of 64 bits");
		}
	}

	List<String> texts(String key) {
		List<String> texts = new ArrayList<>();
		elements(key).forEach((element) -> texts.add(text(element, key)));
		return texts;
	}

	Map<String, String> textMap(String key) {
		JsonNode node = node(key);
		Map<String, String> map = new LinkedHashMap<>();
		if (node != null) {
			node.object.keySet().forEach((name) -> map.put(name, node.text(name)));
		}
		return map;
	}

	List<String> keys(String key) {
		JsonNode node = node(key);
		return (node != null) ? List.copyOf(node.object.keySet()) : List.of();
	}

	@Nullable JsonNode node(String key) {
		JsonElement element = element(key);
		return (element == null) ? null : node(element, key);
	}

	JsonNode required(String key) {
		JsonNode node = node(key);
		if (node == null) {
			throw invalid(key, "there");
		}
		return node;
	}

	List<JsonNode> nodes(String key) {
		List<JsonNode> nodes = new ArrayList<>();
		for (JsonElement element : elements(key)) {
			nodes.add(node(element, key + "[" + nodes.size() + "]"));
		}
		return nodes;
	}

	/**
	 * Reads a text that has a grammar of its own.
	 */
	<T> T parsed(String key, String text, Function<String, T> parser) {
		try {
			return parser.apply(text);
		}
		catch (InvalidArgumentException ex) {
			throw ImageFormatException.of(this.kind, null, this.path + key + ": " + ex.getMessage(), ex);
		}
	}

	ImageFormatException invalid(String key, String expectation) {
		return ImageFormatException.of(this.kind, null, this.path + key + " must be " + expectation);
	}

	private Iterable<JsonElement> elements(String key) {
		JsonElement element = element(key);
		if (element == null) {
			return List.of();
		}
		require(element.isJsonArray(), key, "a list");
		return element.getAsJsonArray();
	}

	private String text(JsonElement element, String key) {
		require(element.isJsonPrimitive() && element.getAsJsonPrimitive().isString(), key, "text");
		return element.getAsString();
	}

	private JsonNode node(JsonElement element, String key) {
		require(element.isJsonObject(), key, "an object");
		return new JsonNode(element.getAsJsonObject(), this.kind, this.path + key + ".");
	}

	private void require(boolean right, String key, String expectation) {
		if (!right) {
			throw invalid(key, expectation);
		}
	}

}

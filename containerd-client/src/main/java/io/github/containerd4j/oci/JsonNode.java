package io.github.containerd4j.oci;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
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
import io.github.containerd4j.json.JsonFields;

/**
 * An object in a document; messages say which field of which document is wrong.
 */
final class JsonNode extends JsonFields<JsonNode> {

	private final String kind;

	private final String path;

	/**
	 * Reads an object.
	 * @param object the object
	 * @param kind what the document is
	 * @param path the way to the object in it, empty or with a dot at its end
	 */
	JsonNode(JsonObject object, String kind, String path) {
		super(object);
		this.kind = kind;
		this.path = path;
	}

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

	/**
	 * Whether there is something in it: an empty list or text counts as absent.
	 */
	boolean hasContent(String key) {
		JsonElement element = element(key);
		return element != null && !(element.isJsonArray() && element.getAsJsonArray().isEmpty());
	}

	Map<String, String> textMap(String key) {
		JsonNode node = node(key);
		Map<String, String> map = new LinkedHashMap<>();
		if (node != null) {
			node.object().keySet().forEach((name) -> map.put(name, node.text(name)));
		}
		return map;
	}

	List<String> keys(String key) {
		JsonNode node = node(key);
		return (node != null) ? List.copyOf(node.object().keySet()) : List.of();
	}

	JsonNode required(String key) {
		JsonNode node = node(key);
		if (node == null) {
			throw invalid(key, "there");
		}
		return node;
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

	String kind() {
		return this.kind;
	}

	@Override
	protected JsonNode inner(JsonObject object, String place) {
		return new JsonNode(object, this.kind, this.path + place + ".");
	}

	@Override
	public ImageFormatException invalid(String key, String expectation) {
		return ImageFormatException.of(this.kind, null, this.path + key + " must be " + expectation);
	}

}

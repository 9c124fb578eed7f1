package io.github.containerd4j.network;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.json.JsonFields;

/**
 * An object in the JSON of networks and plugins.
 */
final class JsonView extends JsonFields<JsonView> {

	private final String what;

	/**
	 * Reads an object.
	 * @param object the object
	 * @param what what it is, for messages
	 */
	JsonView(JsonObject object, String what) {
		super(object);
		this.what = what;
	}

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

	int integer(String key) {
		long number = number(key);
		if ((int) number != number) {
			throw invalid(key, "a whole number of 32 bits");
		}
		return (int) number;
	}

	List<List<String>> textPairs(String key) {
		List<List<String>> pairs = new ArrayList<>();
		elements(key).forEach((element) -> {
			require(element.isJsonArray() && element.getAsJsonArray().size() == 2, key, "a list of pairs");
			pairs.add(element.getAsJsonArray().asList().stream().map((part) -> text(part, key)).toList());
		});
		return pairs;
	}

	String what() {
		return this.what;
	}

	@Override
	protected JsonView inner(JsonObject object, String place) {
		return new JsonView(object, this.what);
	}

	@Override
	public InvalidArgumentException invalid(String key, String expectation) {
		return InvalidArgumentException.of(this.what, null, key + " must be " + expectation);
	}

}

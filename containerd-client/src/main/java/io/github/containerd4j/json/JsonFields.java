package io.github.containerd4j.json;

import java.util.ArrayList;
import java.util.List;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an object in a JSON document, read strictly: what has the wrong type is
 * refused. {@code null} counts as absent, as it does in Go. For use inside the client:
 * what a document is, and which exception tells that it is wrong, is the subclass's
 * business.
 *
 * @param <N> the subclass
 * @since 0.1.0
 */
public abstract class JsonFields<N extends JsonFields<N>> {

	private final JsonObject object;

	/**
	 * Reads the fields of an object.
	 * @param object the object
	 */
	protected JsonFields(JsonObject object) {
		this.object = object;
	}

	/**
	 * Reads an object inside of this one.
	 * @param object the object
	 * @param place the field that it is in, with its index if that is a list
	 * @return its fields
	 */
	protected abstract N inner(JsonObject object, String place);

	/**
	 * Says that a field is wrong.
	 * @param key the field
	 * @param expectation what it must be
	 * @return the exception
	 */
	public abstract RuntimeException invalid(String key, String expectation);

	/**
	 * The object itself.
	 * @return the object, not a copy
	 */
	public final JsonObject object() {
		return this.object;
	}

	/**
	 * Whether there is such a field.
	 * @param key the field
	 * @return {@code false} also for {@code null}
	 */
	public final boolean has(String key) {
		return element(key) != null;
	}

	/**
	 * Reads a text.
	 * @param key the field
	 * @return the text, empty if it is absent
	 */
	public final String text(String key) {
		String text = optionalText(key);
		return (text != null) ? text : "";
	}

	/**
	 * Reads a text.
	 * @param key the field
	 * @return the text, {@code null} if it is absent
	 */
	public final @Nullable String optionalText(String key) {
		JsonElement element = element(key);
		return (element != null) ? text(element, key) : null;
	}

	/**
	 * Reads true or false.
	 * @param key the field
	 * @return the value, {@code false} if it is absent
	 */
	public final boolean flag(String key) {
		JsonElement element = element(key);
		if (element == null) {
			return false;
		}
		require(element.isJsonPrimitive() && element.getAsJsonPrimitive().isBoolean(), key, "true or false");
		return element.getAsBoolean();
	}

	/**
	 * Reads a whole number.
	 * @param key the field
	 * @return the number, 0 if it is absent
	 */
	public final long number(String key) {
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

	/**
	 * Reads a list of texts.
	 * @param key the field
	 * @return the texts, none if it is absent
	 */
	public final List<String> texts(String key) {
		List<String> texts = new ArrayList<>();
		elements(key).forEach((element) -> texts.add(text(element, key)));
		return texts;
	}

	/**
	 * Reads an object.
	 * @param key the field
	 * @return its fields, {@code null} if it is absent
	 */
	public final @Nullable N node(String key) {
		JsonElement element = element(key);
		return (element != null) ? node(element, key) : null;
	}

	/**
	 * Reads a list of objects.
	 * @param key the field
	 * @return their fields, none if it is absent
	 */
	public final List<N> nodes(String key) {
		List<N> nodes = new ArrayList<>();
		for (JsonElement element : elements(key)) {
			nodes.add(node(element, key + "[" + nodes.size() + "]"));
		}
		return nodes;
	}

	/**
	 * Reads a value of any type.
	 * @param key the field
	 * @return the value, {@code null} if it is absent
	 */
	protected final @Nullable JsonElement element(String key) {
		JsonElement element = this.object.get(key);
		return (element == null || element.isJsonNull()) ? null : element;
	}

	/**
	 * Reads a list of any values.
	 * @param key the field
	 * @return the values, none if it is absent
	 */
	protected final Iterable<JsonElement> elements(String key) {
		JsonElement element = element(key);
		if (element == null) {
			return List.of();
		}
		require(element.isJsonArray(), key, "a list");
		return element.getAsJsonArray();
	}

	/**
	 * Takes a value for a text.
	 * @param element the value
	 * @param key the field that it is in
	 * @return the text
	 */
	protected final String text(JsonElement element, String key) {
		require(element.isJsonPrimitive() && element.getAsJsonPrimitive().isString(), key, "text");
		return element.getAsString();
	}

	private N node(JsonElement element, String place) {
		require(element.isJsonObject(), place, "an object");
		return inner(element.getAsJsonObject(), place);
	}

	/**
	 * Refuses a field.
	 * @param right whether it is right
	 * @param key the field
	 * @param expectation what it must be
	 */
	protected final void require(boolean right, String key, String expectation) {
		if (!right) {
			throw invalid(key, expectation);
		}
	}

}

package io.github.containerd4j.spec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.TypedValue;

/**
 * A JSON document that can be changed, addressed by JSON pointers such as
 * {@code /process/env/0}. Values are {@code String}, {@code Boolean}, {@code Number},
 * {@code List}, and {@code Map} with text as keys. What is given or returned is copied,
 * so that only the methods of this class change the document. Unknown fields stay.
 * <p>
 * Not safe for use by many threads.
 * <p>
 * Source: RFC 6901 for the pointers; a slash in a name is written {@code ~1}, a tilde
 * {@code ~0}.
 *
 * @since 0.1.0
 */
public final class SpecDocument {

	private final Map<String, Object> root;

	SpecDocument(Map<String, Object> root) {
		this.root = root;
	}

	/**
	 * Reads a document.
	 * @param json the text, one JSON object
	 * @return the document
	 * @throws InvalidArgumentException if it is no JSON object
	 */
	public static SpecDocument parse(String json) {
		return new SpecDocument(JsonTree.parse(json));
	}

	/**
	 * Reads the document of a record: a runtime spec, or another value in JSON.
	 * @param value the value
	 * @return the document
	 * @throws InvalidArgumentException if it is no JSON object
	 */
	public static SpecDocument of(TypedValue value) {
		return parse(value.asText());
	}

	/**
	 * Reads the document that is one member of a record's document.
	 * @param value the whole
	 * @param name the name of the member
	 * @return the document; empty if there is none of this name, or no object
	 */
	static Optional<SpecDocument> ofMember(TypedValue value, String name) {
		return Optional.ofNullable(JsonTree.parseMember(value.asText(), name)).map(SpecDocument::new);
	}

	static SpecDocument empty() {
		return parse("{}");
	}

	SpecDocument copy() {
		return new SpecDocument(JsonTree.copyOf(this.root));
	}

	/**
	 * Looks for a value.
	 * @param pointer where
	 * @return a copy of the value; empty if there is none, or {@code null}
	 * @throws InvalidArgumentException if the pointer does not begin with a slash
	 */
	public Optional<Object> find(String pointer) {
		return JsonPointer.parse(pointer).find(this.root).map(JsonTree::copy);
	}

	/**
	 * Looks for a text.
	 * @param pointer where
	 * @return the text; empty if there is none, or something else
	 */
	public Optional<String> findText(String pointer) {
		return find(pointer).filter(String.class::isInstance).map(String.class::cast);
	}

	/**
	 * Reads a list.
	 * @param pointer where
	 * @return a copy of the list; empty if there is none, or something else
	 */
	public List<Object> list(String pointer) {
		return find(pointer).filter(List.class::isInstance)
			.<List<Object>>map((list) -> new ArrayList<>((List<?>) list))
			.orElseGet(List::of);
	}

	/**
	 * Reads a list of texts.
	 * @param pointer where
	 * @return the texts of the list; what is no text is left out
	 */
	public List<String> texts(String pointer) {
		return list(pointer).stream().filter(String.class::isInstance).map(String.class::cast).toList();
	}

	/**
	 * Sets a value; objects on the way to it are made when there are none. In a list, a
	 * number replaces an element, and {@code -} adds one.
	 * @param pointer where
	 * @param value the value
	 * @return this document
	 * @throws InvalidArgumentException if the pointer does not fit the document, or the
	 * value is no JSON
	 */
	public SpecDocument set(String pointer, Object value) {
		JsonPointer.parse(pointer).set(this.root, JsonTree.copy(value));
		return this;
	}

	/**
	 * Adds a value to the end of a list, which is made when there is none.
	 * @param pointer where the list is
	 * @param value the value
	 * @return this document
	 * @throws InvalidArgumentException if there is something else, or the value is no
	 * JSON
	 */
	public SpecDocument add(String pointer, Object value) {
		JsonPointer list = JsonPointer.parse(pointer);
		if (list.find(this.root).isEmpty()) {
			list.set(this.root, new ArrayList<>());
		}
		return set(pointer + "/-", value);
	}

	/**
	 * Removes a value. Without effect if there is none.
	 * @param pointer where
	 * @return this document
	 * @throws InvalidArgumentException if the pointer does not begin with a slash
	 */
	public SpecDocument remove(String pointer) {
		JsonPointer.parse(pointer).remove(this.root);
		return this;
	}

	/**
	 * Removes the objects of a list that have a member with a value.
	 */
	void removeFrom(String pointer, String member, Object value) {
		List<Object> objects = new ArrayList<>(list(pointer));
		if (objects.removeIf((object) -> object instanceof Map<?, ?> map && value.equals(map.get(member)))) {
			set(pointer, objects);
		}
	}

	/**
	 * Writes the document.
	 * @return JSON without line breaks
	 */
	public String toJson() {
		return JsonTree.write(this.root);
	}

	/**
	 * Writes the document as containerd takes it.
	 * @param typeUrl the type, such as {@link TypedValue#RUNTIME_SPEC}
	 * @return the value
	 */
	public TypedValue toTypedValue(String typeUrl) {
		return TypedValue.of(typeUrl, toJson().getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * The size and not the content, which may hold secrets.
	 */
	@Override
	public String toString() {
		return "SpecDocument" + this.root.keySet();
	}

}

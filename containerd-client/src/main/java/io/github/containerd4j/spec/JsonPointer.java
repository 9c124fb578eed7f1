package io.github.containerd4j.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.containerd4j.InvalidArgumentException;
import org.jspecify.annotations.Nullable;

/**
 * A place in a tree of maps and lists, by RFC 6901.
 */
record JsonPointer(String text, List<String> names) {

	private static final String END = "-";

	static JsonPointer parse(String text) {
		if (!text.startsWith("/")) {
			throw InvalidArgumentException.of("JSON pointer", text, "it must begin with a slash");
		}
		List<String> names = new ArrayList<>();
		for (String name : text.substring(1).split("/", -1)) {
			names.add(unescaped(name));
		}
		return new JsonPointer(text, names);
	}

	/**
	 * A name as it stands in a pointer.
	 */
	static String escaped(String name) {
		return name.replace("~", "~0").replace("/", "~1");
	}

	private static String unescaped(String name) {
		return name.replace("~1", "/").replace("~0", "~");
	}

	Optional<Object> find(Map<String, Object> root) {
		Object current = root;
		for (String name : this.names) {
			current = child(current, name);
			if (current == null) {
				return Optional.empty();
			}
		}
		return Optional.of(current);
	}

	private static @Nullable Object child(Object parent, String name) {
		if (parent instanceof Map<?, ?> map) {
			return map.get(name);
		}
		if (parent instanceof List<?> list) {
			int index = index(name);
			return (index >= 0 && index < list.size()) ? list.get(index) : null;
		}
		return null;
	}

	// No list that fits into a spec has more elements than nine digits can count.
	private static int index(String name) {
		return name.matches("[0-9]{1,9}") ? Integer.parseInt(name) : -1;
	}

	void set(Map<String, Object> root, Object value) {
		Object parent = root;
		for (String name : this.names.subList(0, this.names.size() - 1)) {
			Object next = child(parent, name);
			if (next == null) {
				next = new LinkedHashMap<String, Object>();
				put(parent, name, next);
			}
			parent = next;
		}
		put(parent, last(), value);
	}

	@SuppressWarnings("unchecked")
	private void put(Object parent, String name, Object value) {
		if (parent instanceof Map<?, ?>) {
			((Map<String, Object>) parent).put(name, value);
		}
		else if (parent instanceof List<?>) {
			put((List<Object>) parent, name, value);
		}
		else {
			throw InvalidArgumentException.of("JSON pointer", this.text, "it leads through a simple value");
		}
	}

	private void put(List<Object> list, String name, Object value) {
		int index = name.equals(END) ? list.size() : index(name);
		if (index < 0 || index > list.size()) {
			throw InvalidArgumentException.of("JSON pointer", this.text,
					"the list has " + list.size() + " elements, so '" + name + "' means none of them");
		}
		if (index == list.size()) {
			list.add(value);
		}
		else {
			list.set(index, value);
		}
	}

	void remove(Map<String, Object> root) {
		Optional<Object> parent = (this.names.size() > 1)
				? new JsonPointer(this.text, this.names.subList(0, this.names.size() - 1)).find(root)
				: Optional.of(root);
		parent.ifPresent((found) -> remove(found, last()));
	}

	private static void remove(Object parent, String name) {
		if (parent instanceof Map<?, ?> map) {
			map.remove(name);
		}
		else if (parent instanceof List<?> list && child(list, name) != null) {
			list.remove(index(name));
		}
	}

	private String last() {
		return this.names.get(this.names.size() - 1);
	}

}

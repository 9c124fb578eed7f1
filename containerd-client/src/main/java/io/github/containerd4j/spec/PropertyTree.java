package io.github.containerd4j.spec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.github.containerd4j.InvalidArgumentException;
import org.jspecify.annotations.Nullable;

/**
 * Properties of simple values, lists and groups. What is not as it should be is refused
 * with the path of the property.
 */
final class PropertyTree {

	private static final List<String> GROUPS = List.of("limits", "network", "env", "labels", "hosts", "sysctls",
			"rlimits", "annotations");

	private final String path;

	private final Map<String, Object> values;

	private PropertyTree(String path, Map<String, Object> values) {
		this.path = path;
		this.values = values;
	}

	static PropertyTree of(Map<?, ?> properties) {
		return new PropertyTree("", grouped("", properties));
	}

	// "limits.memory" is "memory" in the group "limits"; a label may have dots itself.
	private static Map<String, Object> grouped(String path, Map<?, ?> properties) {
		Map<String, Object> grouped = new LinkedHashMap<>();
		properties.forEach((key, value) -> {
			String name = String.valueOf(key);
			int dot = name.indexOf('.');
			String group = (dot > 0) ? name.substring(0, dot) : "";
			if (value != null && GROUPS.contains(group)) {
				Map<String, Object> members = new LinkedHashMap<>(group(path + group, grouped.get(group)));
				members.put(name.substring(dot + 1), value);
				grouped.put(group, members);
			}
			else if (value instanceof Map<?, ?> map && grouped.get(name) instanceof Map<?, ?> earlier) {
				Map<String, Object> members = new LinkedHashMap<>(group(path + name, earlier));
				members.putAll(group(path + name, map));
				grouped.put(name, members);
			}
			else if (value != null) {
				grouped.put(name, value);
			}
		});
		return grouped;
	}

	private static Map<String, Object> group(String path, @Nullable Object value) {
		Map<String, Object> group = new LinkedHashMap<>();
		if (value instanceof Map<?, ?> map) {
			map.forEach((key, member) -> {
				if (member != null) {
					group.put(String.valueOf(key), member);
				}
			});
		}
		else if (value != null) {
			throw new InvalidPropertyException(path, "must be a group of properties, and is " + describe(value), null);
		}
		return group;
	}

	/**
	 * Refuses all names but some.
	 */
	void requireOnly(Collection<String> names) {
		for (String name : this.values.keySet()) {
			if (!names.contains(name)) {
				throw new InvalidPropertyException(this.path + name,
						"is not known, only " + names.stream().sorted().toList() + " are", null);
			}
		}
	}

	void refuse(String name, String problem) {
		if (this.values.containsKey(name)) {
			throw new InvalidPropertyException(this.path + name, problem, null);
		}
	}

	boolean has(String name) {
		return this.values.containsKey(name);
	}

	Map<String, Object> values() {
		return this.values;
	}

	InvalidPropertyException wrong(String name, String expected, Object value) {
		return wrongAt(this.path + name, expected, value);
	}

	void text(String name, Consumer<String> setter) {
		Object value = this.values.get(name);
		if (value != null) {
			String text = text(this.path + name, value);
			set(name, () -> setter.accept(text));
		}
	}

	void flag(String name, Consumer<Boolean> setter) {
		Object value = this.values.get(name);
		if (value != null) {
			boolean flag = switch (value.toString()) {
				case "true" -> true;
				case "false" -> false;
				default -> throw wrongAt(this.path + name, "true or false", value);
			};
			set(name, () -> setter.accept(flag));
		}
	}

	void decimal(String name, Consumer<Double> setter) {
		number(name, "a number", setter, Double::valueOf);
	}

	void integer(String name, Consumer<Long> setter) {
		number(name, "a whole number", setter, Long::valueOf);
	}

	void size(String name, Consumer<Long> setter) {
		number(name, "a number of bytes, or text such as 64MB", setter, ByteSize::parse);
	}

	private <T> void number(String name, String expected, Consumer<T> setter, NumberReader<T> reader) {
		Object value = this.values.get(name);
		if (value == null) {
			return;
		}
		if (!(value instanceof Number) && !(value instanceof CharSequence)) {
			throw wrongAt(this.path + name, expected, value);
		}
		T number;
		try {
			number = reader.read(value.toString().strip());
		}
		catch (NumberFormatException ex) {
			throw wrongAt(this.path + name, expected, value);
		}
		set(name, () -> setter.accept(number));
	}

	void texts(String name, Consumer<List<String>> setter) {
		Object value = this.values.get(name);
		if (value == null) {
			return;
		}
		List<String> texts = new ArrayList<>();
		List<?> list = list(name, value);
		for (int i = 0; i < list.size(); i++) {
			texts.add(text(this.path + name + "[" + i + "]", list.get(i)));
		}
		set(name, () -> setter.accept(texts));
	}

	void map(String name, Consumer<Map<String, String>> setter) {
		if (has(name)) {
			Map<String, String> texts = new LinkedHashMap<>();
			group(this.path + name, this.values.get(name))
				.forEach((key, value) -> texts.put(key, text(this.path + name + "." + key, value)));
			set(name, () -> setter.accept(texts));
		}
	}

	PropertyTree group(String name) {
		String place = this.path + name + ".";
		return new PropertyTree(place, grouped(place, group(this.path + name, this.values.get(name))));
	}

	List<PropertyTree> groups(String name) {
		List<PropertyTree> groups = new ArrayList<>();
		List<?> list = list(name, this.values.getOrDefault(name, List.of()));
		for (int i = 0; i < list.size(); i++) {
			String place = this.path + name + "[" + i + "]";
			groups.add(new PropertyTree(place + ".", group(place, list.get(i))));
		}
		return groups;
	}

	/**
	 * Does something with the property, whose refusal gets its path.
	 */
	void set(String name, Runnable action) {
		try {
			action.run();
		}
		catch (InvalidPropertyException ex) {
			throw ex;
		}
		catch (InvalidArgumentException ex) {
			throw new InvalidPropertyException(name.isEmpty() ? this.path.replaceFirst("\\.$", "") : this.path + name,
					"is not valid: " + ex.getMessage(), ex);
		}
	}

	private List<?> list(String name, Object value) {
		if (value instanceof List<?> list) {
			return list;
		}
		throw wrongAt(this.path + name, "a list", value);
	}

	private static String text(String path, @Nullable Object value) {
		if (value instanceof CharSequence || value instanceof Number || value instanceof Boolean
				|| value instanceof Enum<?>) {
			return value.toString();
		}
		throw wrongAt(path, "text", value);
	}

	private static InvalidPropertyException wrongAt(String path, String expected, @Nullable Object value) {
		return new InvalidPropertyException(path, "must be " + expected + ", and is " + describe(value), null);
	}

	private static String describe(@Nullable Object value) {
		if (value instanceof Map) {
			return "a group of properties";
		}
		return (value instanceof Collection) ? "a list" : "\"" + value + "\"";
	}

	@FunctionalInterface
	private interface NumberReader<T> {

		T read(String text);

	}

}

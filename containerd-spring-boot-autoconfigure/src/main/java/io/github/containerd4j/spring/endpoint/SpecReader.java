package io.github.containerd4j.spring.endpoint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.containerd4j.TypedValue;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.json.JsonParseException;
import org.springframework.boot.json.JsonParser;
import org.springframework.boot.json.JsonParserFactory;

/**
 * Reads runtime specs, which any client may have written: one that cannot be read is
 * described and never fails.
 */
final class SpecReader {

	// Deeper than any real spec, and far from where JSON writers refuse.
	private static final int MAX_DEPTH = 64;

	private final JsonParser parser = JsonParserFactory.getJsonParser();

	SpecDescriptor read(TypedValue spec, ValueMask mask) {
		return new SpecDescriptor(spec.typeUrl(), spec.size(), parse(spec, mask));
	}

	private @Nullable Map<String, Object> parse(TypedValue spec, ValueMask mask) {
		if (!spec.typeUrl().equals(TypedValue.RUNTIME_SPEC)) {
			return null;
		}
		try {
			// The parser answers null for "null".
			Map<String, @Nullable Object> fields = this.parser.parseMap(spec.asText());
			return (fields != null) ? new Copy(mask).object(fields, 0) : null;
		}
		catch (JsonParseException | TooDeepException ex) {
			return null;
		}
	}

	/**
	 * Copies a parsed spec with its values masked. Fields are known by their names alone:
	 * {@code env} and {@code args} belong to the process and to each hook.
	 */
	private record Copy(ValueMask mask) {

		private Map<String, Object> object(Map<?, ?> fields, int depth) {
			requireDepth(depth);
			Map<String, Object> copy = new LinkedHashMap<>();
			fields.forEach((name, value) -> {
				if (value != null) {
					copy.put(String.valueOf(name), field(String.valueOf(name), value, depth));
				}
			});
			return copy;
		}

		private Object field(String name, Object value, int depth) {
			if (value instanceof List<?> list) {
				return switch (name) {
					case "env" -> list.stream().map(this::environment).toList();
					case "args", "options" -> this.mask.arguments(list);
					default -> list(list, depth + 1);
				};
			}
			if (name.equals("annotations") && value instanceof Map<?, ?> annotations) {
				return annotations(annotations);
			}
			return value(value, depth + 1);
		}

		private Object value(Object value, int depth) {
			if (value instanceof Map<?, ?> fields) {
				return object(fields, depth);
			}
			return (value instanceof List<?> list) ? list(list, depth) : value;
		}

		private List<@Nullable Object> list(List<?> elements, int depth) {
			requireDepth(depth);
			List<@Nullable Object> copy = new ArrayList<>(elements.size());
			for (Object element : elements) {
				copy.add((element != null) ? value(element, depth + 1) : null);
			}
			return copy;
		}

		private Map<String, String> annotations(Map<?, ?> annotations) {
			Map<String, String> texts = new LinkedHashMap<>();
			annotations.forEach((key, value) -> texts.put(String.valueOf(key), String.valueOf(value)));
			return this.mask.labels(texts);
		}

		private String environment(@Nullable Object entry) {
			return (entry instanceof String text) ? this.mask.environment(text) : SanitizableData.SANITIZED_VALUE;
		}

		private static void requireDepth(int depth) {
			if (depth > MAX_DEPTH) {
				throw new TooDeepException();
			}
		}

	}

	/**
	 * Ends the copying of a spec that no runtime would accept.
	 */
	private static final class TooDeepException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

}

package io.github.containerd4j.sample.event;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.containerd4j.TypedValue;
import io.github.containerd4j.event.EventPayload;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an event's payload as flat text, named as containerd's protocol names
 * them: {@code container_id}, {@code runtime.name}, {@code rootfs[0].type}. What a
 * payload does not have is left out.
 */
public final class EventFields {

	private final Map<String, String> fields = new LinkedHashMap<>();

	private EventFields() {
	}

	/**
	 * Reads a payload.
	 * @param payload the payload
	 * @return its fields, in their order
	 */
	public static Map<String, String> of(EventPayload payload) {
		EventFields fields = new EventFields();
		fields.addComponents("", (Record) payload);
		return fields.fields;
	}

	private void addComponents(String prefix, Record structure) {
		for (RecordComponent component : structure.getClass().getRecordComponents()) {
			add(prefix + snakeCase(component.getName()), valueOf(component, structure));
		}
	}

	private void add(String name, @Nullable Object value) {
		if (value instanceof Record structure) {
			addComponents(name + ".", structure);
		}
		else if (value instanceof Map<?, ?> map) {
			map.forEach((key, element) -> add(name + "." + key, element));
		}
		else if (value instanceof List<?> list) {
			for (int i = 0; i < list.size(); i++) {
				add(name + "[" + i + "]", list.get(i));
			}
		}
		else if (value instanceof TypedValue typed) {
			this.fields.put(name, typed.typeUrl() + " (" + typed.size() + " bytes)");
		}
		else if (value != null && !value.equals("")) {
			this.fields.put(name, value.toString());
		}
	}

	private static @Nullable Object valueOf(RecordComponent component, Record structure) {
		try {
			return component.getAccessor().invoke(structure);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("Cannot read " + component, ex);
		}
	}

	private static String snakeCase(String name) {
		return name.replaceAll("(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
	}

}

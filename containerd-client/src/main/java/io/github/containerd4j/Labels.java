package io.github.containerd4j;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The rules that containerd has for labels.
 * <p>
 * Source: {@code pkg/labels/validate.go} of containerd 2.1; the same in 1.6.
 *
 * @since 0.1.0
 */
public final class Labels {

	/** The greatest size of a key and its value together, in bytes of UTF-8. */
	public static final int MAX_SIZE = 4096;

	private Labels() {
	}

	/**
	 * Checks labels and copies them.
	 * @param labels the labels; a value may be any text, an empty one deletes the label
	 * when it is sent in an update
	 * @return an immutable copy
	 * @throws InvalidArgumentException if a key is empty, or a key and its value are
	 * larger than {@link #MAX_SIZE} together
	 */
	public static Map<String, String> require(Map<String, String> labels) {
		labels.forEach(Labels::require);
		return Map.copyOf(labels);
	}

	/**
	 * Checks one label.
	 * @param key the key
	 * @param value the value
	 * @throws InvalidArgumentException if the key is empty, or both are larger than
	 * {@link #MAX_SIZE} together
	 */
	public static void require(String key, String value) {
		if (key.isEmpty()) {
			throw InvalidArgumentException.of("label", key, "the key must not be empty");
		}
		int size = key.getBytes(StandardCharsets.UTF_8).length + value.getBytes(StandardCharsets.UTF_8).length;
		if (size > MAX_SIZE) {
			throw InvalidArgumentException.of("label", key,
					"key and value have " + size + " bytes, at most " + MAX_SIZE + " are allowed");
		}
	}

}

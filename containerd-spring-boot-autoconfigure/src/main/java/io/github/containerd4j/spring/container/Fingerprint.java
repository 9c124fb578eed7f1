package io.github.containerd4j.spring.container;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A short text that differs for declarations that differ, and stays the same from one
 * start to the next.
 *
 * @since 0.1.0
 */
public final class Fingerprint {

	private final MessageDigest digest;

	private Fingerprint() {
		try {
			this.digest = MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java has SHA-256", ex);
		}
	}

	/**
	 * The fingerprint of values in their order.
	 * @param values texts, numbers, {@code null}, and lists and maps of such
	 * @return 32 hexadecimal digits
	 */
	public static String of(@Nullable Object... values) {
		Fingerprint fingerprint = new Fingerprint();
		for (Object value : values) {
			fingerprint.add(value);
		}
		return HexFormat.of().formatHex(fingerprint.digest.digest(), 0, 16);
	}

	private void add(@Nullable Object value) {
		if (value instanceof Map<?, ?> map) {
			tag('m', map.size());
			map.forEach((key, entry) -> {
				add(key);
				add(entry);
			});
		}
		else if (value instanceof Collection<?> collection) {
			tag('l', collection.size());
			collection.forEach(this::add);
		}
		else if (value == null) {
			tag('n', 0);
		}
		else {
			byte[] text = value.toString().getBytes(StandardCharsets.UTF_8);
			// The length keeps the borders: "ab", "c" is not "a", "bc".
			tag('t', text.length);
			this.digest.update(text);
		}
	}

	private void tag(char kind, int size) {
		this.digest.update((kind + Integer.toString(size) + ":").getBytes(StandardCharsets.UTF_8));
	}

}

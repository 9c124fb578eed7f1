package io.github.containerd4j.archive;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.github.containerd4j.oci.ImageFormatException;

/**
 * The records of an extended header: {@code LENGTH KEY=VALUE} and a newline, where the
 * length is that of the whole record in bytes.
 * <p>
 * Source: section "pax Extended Header" of POSIX.1-2008, {@code pax}.
 */
final class PaxRecords {

	private PaxRecords() {
	}

	static void read(byte[] bytes, Map<String, String> records) {
		int start = 0;
		while (start < bytes.length) {
			int space = indexOf(bytes, ' ', start);
			int end = start + length(bytes, start, space);
			int equals = indexOf(bytes, '=', space);
			if (end > bytes.length || equals >= end || end <= start) {
				throw broken();
			}
			records.put(text(bytes, space + 1, equals), text(bytes, equals + 1, end - 1));
			start = end;
		}
	}

	private static int length(byte[] bytes, int start, int space) {
		try {
			return Integer.parseInt(text(bytes, start, space));
		}
		catch (NumberFormatException ex) {
			throw broken();
		}
	}

	private static int indexOf(byte[] bytes, char wanted, int start) {
		for (int index = start; index < bytes.length; index++) {
			if (bytes[index] == wanted) {
				return index;
			}
		}
		throw broken();
	}

	private static String text(byte[] bytes, int start, int end) {
		if (end < start) {
			throw broken();
		}
		return new String(bytes, start, end - start, StandardCharsets.UTF_8);
	}

	private static ImageFormatException broken() {
		return ImageFormatException.of("image archive", null, "an extended header breaks the rules of pax");
	}

}

package io.github.containerd4j.tar;

import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;

/**
 * What of an entry does not fit into the header of a plain tar, in the form of POSIX
 * (pax). commons-compress encodes such records as UTF-8 and so would destroy names and
 * attributes that are bytes.
 */
final class PaxRecords {

	static final int NAME_LENGTH = 100;

	static final String ATTRIBUTE = "SCHILY.xattr.";

	private static final long LARGEST_ID = 07777777L;

	private static final long LARGEST_NUMBER = 077777777777L;

	private final StringBuilder records = new StringBuilder();

	private PaxRecords() {
	}

	/**
	 * The records of an entry.
	 * @return the content of a pax header, a character for each byte; empty if none is
	 * needed
	 */
	static String of(TarEntry entry, String headerName) {
		PaxRecords records = new PaxRecords();
		records.addCharset(headerName, entry.link());
		records.addName("path", headerName);
		records.addName("linkpath", entry.link());
		records.addNumber("uid", entry.owner().user(), LARGEST_ID);
		records.addNumber("gid", entry.owner().group(), LARGEST_ID);
		records.addNumber("size", entry.size(), LARGEST_NUMBER);
		records.addTime(entry.modifiedAt());
		entry.attributes().forEach((key, value) -> records.add(ATTRIBUTE + key, value));
		return records.records.toString();
	}

	private void addCharset(String... names) {
		for (String name : names) {
			if (!isUtf8(name)) {
				add("hdrcharset", "BINARY");
				return;
			}
		}
	}

	private static boolean isUtf8(String name) {
		if (TarName.isAscii(name)) {
			return true;
		}
		try {
			StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name.getBytes(StandardCharsets.ISO_8859_1)));
			return true;
		}
		catch (CharacterCodingException ex) {
			return false;
		}
	}

	private void addName(String key, String name) {
		if (name.length() > NAME_LENGTH || !TarName.isAscii(name)) {
			add(key, name);
		}
	}

	private void addNumber(String key, long number, long largest) {
		if (number > largest) {
			add(key, Long.toString(number));
		}
	}

	private void addTime(Instant time) {
		long seconds = time.getEpochSecond();
		if (time.getNano() != 0 || seconds < 0 || seconds > LARGEST_NUMBER) {
			BigDecimal exact = BigDecimal.valueOf(seconds).add(BigDecimal.valueOf(time.getNano(), 9));
			add("mtime", (time.getNano() == 0) ? Long.toString(seconds) : exact.stripTrailingZeros().toPlainString());
		}
	}

	// The length at the start of a record counts itself.
	private void add(String key, String value) {
		int rest = key.length() + value.length() + " =\n".length();
		int length = rest + Integer.toString(rest).length();
		length = rest + Integer.toString(length).length();
		this.records.append(length).append(' ').append(key).append('=').append(value).append('\n');
	}

	/**
	 * Reads the records of an extended header: {@code LENGTH KEY=VALUE} and a newline,
	 * where the length is that of the whole record in bytes.
	 * @param header the header, a character for each byte
	 * @param records where they go
	 * @throws IllegalArgumentException if it breaks the rules
	 */
	static void read(String header, Map<String, String> records) {
		int start = 0;
		while (start < header.length()) {
			int space = indexOf(header, ' ', start);
			// A number that is none is an IllegalArgumentException too.
			int end = start + Integer.parseInt(header.substring(start, space));
			int equals = indexOf(header, '=', space);
			if (end > header.length() || equals >= end || end <= start) {
				throw new IllegalArgumentException("a record has a wrong length");
			}
			records.put(header.substring(space + 1, equals), header.substring(equals + 1, end - 1));
			start = end;
		}
	}

	private static int indexOf(String header, char wanted, int start) {
		int index = header.indexOf(wanted, start);
		if (index < 0) {
			throw new IllegalArgumentException("a record has no end");
		}
		return index;
	}

}

package io.github.containerd4j.network;

import java.util.List;
import java.util.regex.Pattern;

import io.github.containerd4j.InvalidArgumentException;

/**
 * A line of a container's {@code /etc/hosts}.
 *
 * @param address the address
 * @param names the names that stand for it, at least one
 * @since 0.1.0
 */
public record HostEntry(String address, List<String> names) {

	private static final Pattern WORD = Pattern.compile("[^\\s\\p{Cntrl}#]+");

	/**
	 * Checks the entry and copies the names.
	 * @param address the address
	 * @param names the names
	 * @throws InvalidArgumentException if the address is none, there is no name, or there
	 * is white space in a name
	 */
	public HostEntry {
		names = List.copyOf(names);
		IpAddresses.require("host entry", address);
		names.forEach((name) -> requireWord("host name", name));
		if (names.isEmpty()) {
			throw InvalidArgumentException.of("host entry", address, "it needs a name");
		}
	}

	/**
	 * Makes an entry.
	 * @param address the address
	 * @param names the names that stand for it
	 * @return the entry
	 */
	public static HostEntry of(String address, String... names) {
		return new HostEntry(address, List.of(names));
	}

	static String requireWord(String kind, String text) {
		if (!WORD.matcher(text).matches()) {
			throw InvalidArgumentException.of(kind, text, "it must be one word");
		}
		return text;
	}

}

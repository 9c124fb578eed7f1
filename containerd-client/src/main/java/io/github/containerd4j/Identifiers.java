package io.github.containerd4j;

import java.util.regex.Pattern;

/**
 * The rule that containerd has for the names of namespaces, containers and processes.
 * Checking it here makes a bad name fail before anything is sent.
 * <p>
 * Source: {@code pkg/identifiers/validate.go} of containerd 2.1; the same in 1.6.
 *
 * @since 0.1.0
 */
public final class Identifiers {

	/** The longest identifier that containerd accepts, in characters. */
	public static final int MAX_LENGTH = 76;

	private static final Pattern PATTERN = Pattern.compile("[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*");

	private Identifiers() {
	}

	/**
	 * Checks an identifier.
	 * @param kind what it names, for the message
	 * @param value the identifier
	 * @return the value
	 * @throws InvalidArgumentException if containerd would refuse it
	 */
	public static String require(String kind, String value) {
		if (value.isEmpty()) {
			throw InvalidArgumentException.of(kind, value, "it must not be empty");
		}
		if (value.length() > MAX_LENGTH) {
			throw InvalidArgumentException.of(kind, value,
					"it has " + value.length() + " characters, at most " + MAX_LENGTH + " are allowed");
		}
		if (!PATTERN.matcher(value).matches()) {
			throw InvalidArgumentException.of(kind, value,
					"only letters and digits, with single '.', '_' or '-' between them, are allowed");
		}
		return value;
	}

}

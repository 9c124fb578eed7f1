package io.github.containerd4j.spec;

import io.github.containerd4j.InvalidArgumentException;
import org.jspecify.annotations.Nullable;

/**
 * A user, and maybe a group, by name or number.
 */
record UserName(String user, @Nullable String group) {

	private static final String KIND = "user";

	static UserName parse(String text) {
		String[] parts = text.split(":", -1);
		if (parts.length > 2 || parts[0].isEmpty() || parts[parts.length - 1].isEmpty()) {
			throw InvalidArgumentException.of(KIND, text,
					"expected a user, or user:group, each by its name or its number");
		}
		Texts.requireNoZero(KIND, text, text);
		requireRange(parts[0]);
		requireRange(parts[parts.length - 1]);
		return new UserName(parts[0], (parts.length == 2) ? parts[1] : null);
	}

	private static void requireRange(String part) {
		if (part.matches("-?[0-9]+") && number(part) == null) {
			throw InvalidArgumentException.of(KIND, part, "a number must be between 0 and " + ProcessUser.MAX_ID);
		}
	}

	/**
	 * The number that a text is.
	 * @return the number; {@code null} if it is a name
	 */
	static @Nullable Long number(String part) {
		if (!part.matches("[0-9]{1,10}")) {
			return null;
		}
		long number = Long.parseLong(part);
		return (number <= ProcessUser.MAX_ID) ? number : null;
	}

	String text() {
		return (this.group != null) ? this.user + ":" + this.group : this.user;
	}

}

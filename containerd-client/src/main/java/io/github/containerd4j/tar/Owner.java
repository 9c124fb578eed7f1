package io.github.containerd4j.tar;

import io.github.containerd4j.InvalidArgumentException;

/**
 * Who owns a file, by number.
 *
 * @param user the number of the user, from 0 to 4294967294
 * @param group the number of the group, from 0 to 4294967294
 * @since 0.1.0
 */
public record Owner(long user, long group) {

	/** User and group 0. */
	public static final Owner ROOT = new Owner(0, 0);

	private static final long LARGEST = 0xffff_fffeL;

	/**
	 * Checks the numbers.
	 * @param user the number of the user
	 * @param group the number of the group
	 * @throws InvalidArgumentException if one is out of range
	 */
	public Owner {
		requireId("user id", user);
		requireId("group id", group);
	}

	private static void requireId(String kind, long id) {
		if (!isId(id)) {
			throw InvalidArgumentException.of(kind, Long.toString(id), "it must be from 0 to " + LARGEST);
		}
	}

	static boolean isId(long id) {
		return id >= 0 && id <= LARGEST;
	}

}

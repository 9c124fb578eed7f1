package io.github.containerd4j.build;

import io.github.containerd4j.InvalidArgumentException;

/**
 * Who owns a file, by number.
 *
 * @param user the number of the user
 * @param group the number of the group
 */
record Owner(long user, long group) {

	static final Owner ROOT = new Owner(0, 0);

	private static final long LARGEST = 0xffff_fffeL;

	Owner {
		requireId("user id", user);
		requireId("group id", group);
	}

	private static void requireId(String kind, long id) {
		if (id < 0 || id > LARGEST) {
			throw InvalidArgumentException.of(kind, Long.toString(id), "it must be from 0 to " + LARGEST);
		}
	}

}

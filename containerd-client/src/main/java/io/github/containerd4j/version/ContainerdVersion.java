package io.github.containerd4j.version;

import io.github.containerd4j.InvalidArgumentException;

/**
 * What the daemon was built as. The text follows no rule: releases say {@code v2.1.9},
 * distributions {@code 1.6.20~ds1} or {@code 2.1.9-k3s1}, and a private build may say
 * anything. So the numbers are read from its beginning, and a text without them has none.
 *
 * @param version the text
 * @param revision the commit it was built from, possibly with a mark for local changes;
 * may be empty
 * @since 0.1.0
 */
public record ContainerdVersion(String version, String revision) {

	/**
	 * The first number.
	 * @return the number; -1 if the text does not begin with two numbers
	 */
	public int major() {
		VersionNumbers numbers = VersionNumbers.read(this.version);
		return (numbers != null) ? numbers.major() : -1;
	}

	/**
	 * The second number.
	 * @return the number; -1 if the text does not begin with two numbers
	 */
	public int minor() {
		VersionNumbers numbers = VersionNumbers.read(this.version);
		return (numbers != null) ? numbers.minor() : -1;
	}

	/**
	 * Whether this is a certain version or a newer one. What follows the numbers, such as
	 * {@code -rc.1}, is not looked at.
	 * @param wanted two or three numbers, such as {@code 1.7} or {@code 1.7.12}
	 * @return {@code false} also if the daemon's text has no numbers
	 * @throws InvalidArgumentException if what is wanted does not begin with two numbers
	 */
	public boolean isAtLeast(String wanted) {
		VersionNumbers least = VersionNumbers.read(wanted);
		if (least == null) {
			throw InvalidArgumentException.of("version", wanted, "expected two or three numbers joined by dots");
		}
		VersionNumbers own = VersionNumbers.read(this.version);
		return own != null && own.compareTo(least) >= 0;
	}

}

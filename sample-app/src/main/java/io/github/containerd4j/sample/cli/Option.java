package io.github.containerd4j.sample.cli;

import java.util.Arrays;
import java.util.Optional;

/**
 * The options that the commands know.
 */
enum Option {

	ADDRESS("--address", "-a", true),

	NAMESPACE("--namespace", "-n", true),

	FILTER("--filter", "-f", true),

	HELP("--help", "-h", false);

	private final String name;

	private final String shorthand;

	private final boolean takesValue;

	Option(String name, String shorthand, boolean takesValue) {
		this.name = name;
		this.shorthand = shorthand;
		this.takesValue = takesValue;
	}

	boolean takesValue() {
		return this.takesValue;
	}

	static Optional<Option> named(String text) {
		return Arrays.stream(values())
			.filter((option) -> text.equals(option.name) || text.equals(option.shorthand))
			.findFirst();
	}

	@Override
	public String toString() {
		return this.name;
	}

}

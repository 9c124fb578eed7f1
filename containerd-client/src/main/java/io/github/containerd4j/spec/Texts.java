package io.github.containerd4j.spec;

import java.util.List;

import io.github.containerd4j.InvalidArgumentException;

/**
 * Rules for texts that end up in system calls.
 */
final class Texts {

	private Texts() {
	}

	static List<String> requireCommand(List<String> words) {
		if (words.isEmpty() || words.get(0).isEmpty()) {
			throw InvalidArgumentException.of("command", null, "it must name a program");
		}
		words.forEach((word) -> requireNoZero("command", word, word));
		return words;
	}

	static String requireAbsolute(String kind, String path) {
		if (!path.startsWith("/")) {
			throw InvalidArgumentException.of(kind, path, "it must be an absolute path");
		}
		return requireNoZero(kind, path, path);
	}

	static String requireContent(String kind, String text) {
		if (text.isEmpty()) {
			throw InvalidArgumentException.of(kind, text, "it must not be empty");
		}
		return requireNoZero(kind, text, text);
	}

	static String requireNoZero(String kind, String name, String text) {
		if (text.indexOf('\0') >= 0) {
			throw InvalidArgumentException.of(kind, name.replace('\0', '?'), "it must not have a zero byte");
		}
		return text;
	}

}

package io.github.containerd4j.files;

import java.util.Arrays;
import java.util.List;

import io.github.containerd4j.InvalidArgumentException;

/**
 * A path in a container, from its root: names with one character for each byte.
 *
 * @param shown the path as it was given, for messages
 * @param names the names, {@code ..} among them, which the kernel resolves
 */
record FilePath(String shown, List<String> names) {

	FilePath {
		names = List.copyOf(names);
	}

	/**
	 * Parses a path; one without a slash at the start begins at the root too.
	 */
	static FilePath parse(String text) {
		if (text.isEmpty()) {
			throw InvalidArgumentException.of("path", text, "it must not be empty; the root is /");
		}
		if (text.indexOf('\0') >= 0) {
			throw InvalidArgumentException.of("path", text, "it must not contain a NUL character");
		}
		return new FilePath(text, split(FileNames.raw(FileNames.bytes(text))));
	}

	static List<String> split(String raw) {
		return Arrays.stream(raw.split("/")).filter((name) -> !name.isEmpty() && !name.equals(".")).toList();
	}

	byte[] bytes() {
		return FileNames.ofRaw("/" + String.join("/", this.names));
	}

	/**
	 * Whether it has a last name that can be looked up in a directory.
	 */
	boolean hasName() {
		return !this.names.isEmpty() && !last().equals("..");
	}

	private String last() {
		return this.names.get(this.names.size() - 1);
	}

	byte[] name() {
		if (!hasName()) {
			throw InvalidArgumentException.of("path", this.shown, "it must end with the name of a file");
		}
		return FileNames.ofRaw(last());
	}

	FilePath parent() {
		return first(Math.max(0, this.names.size() - 1));
	}

	FilePath first(int count) {
		return new FilePath(this.shown, this.names.subList(0, count));
	}

	/**
	 * Where this path leads if it is a symbolic link.
	 * @param target the text of the link
	 */
	FilePath followed(byte[] target) {
		String raw = FileNames.raw(target);
		String base = raw.startsWith("/") ? "" : FileNames.raw(parent().bytes());
		return new FilePath(this.shown, split(base + "/" + raw));
	}

	@Override
	public String toString() {
		return this.shown;
	}

}

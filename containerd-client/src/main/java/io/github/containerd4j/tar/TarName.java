package io.github.containerd4j.tar;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.host.PathBytes;

/**
 * Names as a tar has them: bytes without a meaning, relative to the root. They are kept
 * in strings with one character for each byte, so that a name that is no UTF-8 survives,
 * and so that the order of names is that of their bytes.
 *
 * @since 0.1.0
 */
public final class TarName {

	private TarName() {
	}

	/**
	 * The name of a place in the image.
	 * @param text a path from the root, with or without a slash at the start
	 * @return the name; empty for the root itself
	 * @throws InvalidArgumentException if the path leaves the root
	 */
	public static String ofText(String text) {
		if (text.indexOf('\0') >= 0) {
			throw InvalidArgumentException.of("path in the image", text, "it must not contain a NUL character");
		}
		StringBuilder name = new StringBuilder();
		for (String part : bytes(text).split("/")) {
			if (part.equals("..")) {
				throw InvalidArgumentException.of("path in the image", text, "it must not contain \"..\"");
			}
			if (!part.isEmpty() && !part.equals(".")) {
				name.append(name.isEmpty() ? "" : "/").append(part);
			}
		}
		return name.toString();
	}

	/**
	 * The name of a place in the image other than its root.
	 * @param text a path from the root, with or without a slash at the start
	 * @return the name
	 * @throws InvalidArgumentException if the path leaves the root, or is the root
	 */
	public static String below(String text) {
		String name = ofText(text);
		if (name.isEmpty()) {
			throw InvalidArgumentException.of("path in the image", text, "it must not be the root");
		}
		return name;
	}

	/**
	 * The bytes of a text in UTF-8.
	 * @param text the text
	 * @return a character for each byte
	 */
	public static String bytes(String text) {
		return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
	}

	/**
	 * The bytes of a path, such as the name of a file or the target of a link.
	 * @param path the path
	 * @return a character for each byte
	 */
	public static String of(Path path) {
		return new String(PathBytes.of(path), StandardCharsets.ISO_8859_1);
	}

	static boolean isAscii(String name) {
		for (int index = 0; index < name.length(); index++) {
			if (name.charAt(index) >= 0x80) {
				return false;
			}
		}
		return true;
	}

	/**
	 * The name as people read it.
	 * @param name the name
	 * @return a path with a slash at the start
	 */
	public static String shown(String name) {
		return "/" + new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
	}

}

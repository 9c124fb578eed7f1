package io.github.containerd4j.build;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import io.github.containerd4j.InvalidArgumentException;

/**
 * Names as a tar has them: bytes without a meaning, relative to the root. They are kept
 * in strings with one character for each byte, so that a name that is no UTF-8 survives,
 * and so that the order of names is that of their bytes.
 */
final class TarName {

	private static final int HEX = 16;

	private static final String WORKING_DIRECTORY = rawUri(Path.of("").toAbsolutePath());

	private TarName() {
	}

	/**
	 * The name of a place in the image.
	 * @param text a path from the root, with or without a slash at the start
	 * @return the name; empty for the root itself
	 * @throws InvalidArgumentException if the path leaves the root
	 */
	static String ofText(String text) {
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
	 */
	static String below(String text) {
		String name = ofText(text);
		if (name.isEmpty()) {
			throw InvalidArgumentException.of("path in the image", text, "it must not be the root");
		}
		return name;
	}

	/**
	 * The bytes of a text in UTF-8.
	 */
	static String bytes(String text) {
		return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
	}

	/**
	 * The bytes of the last part of a path. Java decodes names with the character set of
	 * the locale and loses what does not fit; only the URI shows the bytes as they are.
	 */
	static String lastOf(Path path) {
		String text = path.getFileName().toString();
		if (isAscii(text)) {
			return text;
		}
		String uri = withoutAddedSlash(rawUri(path.toAbsolutePath()), text);
		return decoded(uri.substring(uri.lastIndexOf('/') + 1));
	}

	/**
	 * The bytes of the target of a symbolic link.
	 */
	static String ofTarget(Path target) {
		String text = target.toString();
		if (isAscii(text)) {
			return text;
		}
		String uri = withoutAddedSlash(rawUri(target.toAbsolutePath()), text);
		return decoded(target.isAbsolute() ? uri : uri.substring(prefixLength()));
	}

	private static int prefixLength() {
		return WORKING_DIRECTORY.endsWith("/") ? WORKING_DIRECTORY.length() : WORKING_DIRECTORY.length() + 1;
	}

	private static String rawUri(Path path) {
		return path.toUri().getRawPath();
	}

	// The URI of a directory that exists ends with a slash.
	private static String withoutAddedSlash(String uri, String text) {
		return (uri.endsWith("/") && !text.endsWith("/")) ? uri.substring(0, uri.length() - 1) : uri;
	}

	private static String decoded(String uri) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(uri.length());
		for (int index = 0; index < uri.length(); index++) {
			char character = uri.charAt(index);
			if (character == '%') {
				bytes.write(Integer.parseInt(uri, index + 1, index + 3, HEX));
				index += 2;
			}
			else {
				bytes.write(character);
			}
		}
		return bytes.toString(StandardCharsets.ISO_8859_1);
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
	 */
	static String shown(String name) {
		return "/" + new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
	}

}

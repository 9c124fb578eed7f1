package io.github.containerd4j.host;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The bytes of paths as the kernel has them. Java decodes names with the character set of
 * the locale and loses what does not fit; only the URI of a path shows the bytes as they
 * are.
 *
 * @since 0.1.0
 */
public final class PathBytes {

	private static final int HEX = 16;

	private static final int ASCII_END = 0x80;

	private PathBytes() {
	}

	/**
	 * The bytes of a path, a relative one included.
	 * @param path a path of the default file system
	 * @return its bytes
	 */
	public static byte[] of(Path path) {
		String text = path.toString();
		if (text.chars().allMatch((character) -> character < ASCII_END)) {
			return text.getBytes(StandardCharsets.US_ASCII);
		}
		String uri = rawUri(path);
		// The URI of a directory that exists ends with a slash.
		String exact = (uri.endsWith("/") && !text.endsWith("/")) ? uri.substring(0, uri.length() - 1) : uri;
		return decoded(path.isAbsolute() ? exact : exact.substring(lengthOfWorkingDirectory()));
	}

	private static int lengthOfWorkingDirectory() {
		String uri = rawUri(Path.of(""));
		return uri.endsWith("/") ? uri.length() : uri.length() + 1;
	}

	private static String rawUri(Path path) {
		return path.toAbsolutePath().toUri().getRawPath();
	}

	private static byte[] decoded(String uri) {
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
		return bytes.toByteArray();
	}

}

package io.github.containerd4j.build;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.tar.TarName;

/**
 * The empty files by which a layer hides what is below it.
 * <p>
 * Source: the section about whiteouts in {@code layer.md} of the OCI image specification.
 */
final class Whiteouts {

	private static final String PREFIX = ".wh.";

	private static final String OPAQUE = ".wh..wh..opq";

	private Whiteouts() {
	}

	/**
	 * Hides a file or a directory with all that is in it.
	 */
	static String of(String name) {
		int slash = name.lastIndexOf('/');
		return name.substring(0, slash + 1) + PREFIX + name.substring(slash + 1);
	}

	/**
	 * Hides what is in a directory.
	 */
	static String ofContents(String directory) {
		return directory + "/" + OPAQUE;
	}

	/**
	 * Refuses a file whose name would make it something else in an image.
	 */
	static String requireNone(String name) {
		if (name.startsWith(PREFIX, name.lastIndexOf('/') + 1)) {
			throw InvalidArgumentException.of("path in the image", TarName.shown(name),
					"a name that begins with \"" + PREFIX + "\" means that something is deleted");
		}
		return name;
	}

}

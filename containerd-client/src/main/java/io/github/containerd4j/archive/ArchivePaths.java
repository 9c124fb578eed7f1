package io.github.containerd4j.archive;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.oci.ImageFormatException;

/**
 * The paths inside an archive. Nothing of an archive is ever written to a file system
 * here, but one with paths that lead out of it was not made by a tool for images, and
 * others may fall for it.
 */
final class ArchivePaths {

	static final String LAYOUT = "oci-layout";

	static final String INDEX = "index.json";

	static final String DOCKER_MANIFEST = "manifest.json";

	static final String BLOBS = "blobs/";

	private ArchivePaths() {
	}

	/**
	 * A path without {@code .}, {@code ..} and doubled slashes.
	 */
	static String clean(String path) {
		return resolve("", path, path);
	}

	/**
	 * What a symbolic link leads to.
	 * @param link the clean path of the link
	 * @param target the text of the link, relative to where it lies
	 */
	static String follow(String link, String target) {
		int slash = link.lastIndexOf('/');
		return resolve((slash < 0) ? "" : link.substring(0, slash), target, link + " -> " + target);
	}

	private static String resolve(String directory, String path, String shown) {
		if (path.startsWith("/")) {
			throw refused(shown, "it is absolute");
		}
		Deque<String> parts = new ArrayDeque<>();
		for (String part : (directory + "/" + path).split("/")) {
			if (part.equals("..")) {
				if (parts.pollLast() == null) {
					throw refused(shown, "it leads out of the archive");
				}
			}
			else if (!part.isEmpty() && !part.equals(".")) {
				parts.add(part);
			}
		}
		return String.join("/", parts);
	}

	private static ImageFormatException refused(String path, String reason) {
		return ImageFormatException.of("image archive entry", path, reason);
	}

	static String blob(Digest digest) {
		return BLOBS + digest.algorithm() + "/" + digest.encoded();
	}

	/**
	 * The digest that a file must have because of where it lies.
	 */
	static Optional<Digest> digest(String path) {
		String[] parts = path.split("/");
		if (parts.length != 3 || !path.startsWith(BLOBS)) {
			return Optional.empty();
		}
		try {
			return Optional.of(new Digest(parts[1], parts[2]));
		}
		catch (InvalidArgumentException ex) {
			// A file that nobody can refer to is no reason to refuse the archive.
			return Optional.empty();
		}
	}

}

package io.github.containerd4j.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Paths inside of a root, whose symbolic links mean that root and not the host's.
 */
final class RootedPath {

	// As many as the kernel follows.
	private static final int MAX_LINKS = 40;

	private RootedPath() {
	}

	/**
	 * Resolves a path, which cannot leave the root.
	 * @param root the root, an absolute path without links
	 * @param path a path inside of it, absolute or relative to it
	 * @return the path as the host sees it
	 */
	static Path resolve(Path root, String path) throws IOException {
		Deque<Path> rest = new ArrayDeque<>();
		Path.of(path).forEach(rest::add);
		Path current = root;
		int links = 0;
		while (!rest.isEmpty()) {
			Path next = step(root, current, rest.remove().toString());
			if (!next.equals(current) && Files.isSymbolicLink(next)) {
				if (++links > MAX_LINKS) {
					throw new IOException("too many symbolic links in " + path);
				}
				Path link = Files.readSymbolicLink(next);
				pushFront(rest, link);
				current = link.isAbsolute() ? root : current;
			}
			else {
				current = next;
			}
		}
		return current;
	}

	private static Path step(Path root, Path current, String name) {
		return switch (name) {
			case "", "." -> current;
			case ".." -> current.equals(root) ? root : current.resolveSibling("").normalize();
			default -> current.resolve(name);
		};
	}

	private static void pushFront(Deque<Path> rest, Path link) {
		for (int i = link.getNameCount() - 1; i >= 0; i--) {
			rest.addFirst(link.getName(i));
		}
	}

}

package io.github.containerd4j.archive;

import java.util.HashMap;
import java.util.Map;

import io.github.containerd4j.oci.ImageFormatException;

/**
 * The links of an archive: older archives of docker link equal layers to each other.
 */
final class Links {

	private static final int MAX_DEPTH = 16;

	private final Map<String, String> targets = new HashMap<>();

	void add(ArchiveEntry link) {
		this.targets.put(link.path(), link.target());
	}

	/**
	 * Where the file is that a path leads to.
	 */
	String follow(String path) {
		String current = path;
		for (int depth = 0; depth < MAX_DEPTH; depth++) {
			String target = this.targets.get(current);
			if (target == null) {
				return current;
			}
			current = target;
		}
		throw ImageFormatException.of("image archive entry", path, "it is a link that leads to no file");
	}

}

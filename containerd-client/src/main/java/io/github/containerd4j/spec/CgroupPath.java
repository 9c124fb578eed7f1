package io.github.containerd4j.spec;

import java.util.List;

import io.github.containerd4j.InvalidArgumentException;

/**
 * The forms in which the runtime takes control groups.
 */
final class CgroupPath {

	private static final String SLICE = ".slice";

	private static final int PARTS = 3;

	private CgroupPath() {
	}

	static String require(String path) {
		if (path.startsWith("/")) {
			return requireInside(path);
		}
		if (path.split(":", -1).length != PARTS || path.contains("/")) {
			throw InvalidArgumentException.of("cgroup path", path, "expected an absolute path or slice:prefix:name");
		}
		return path;
	}

	static String requireParent(String parent) {
		if (parent.startsWith("/")) {
			return requireInside(parent);
		}
		if (!parent.endsWith(SLICE) || parent.contains("/") || parent.contains(":")) {
			throw InvalidArgumentException.of("cgroup parent", parent, "expected an absolute path or a slice");
		}
		return parent;
	}

	private static String requireInside(String path) {
		if (List.of(path.split("/")).contains("..")) {
			throw InvalidArgumentException.of("cgroup path", path, "it must not have a part '..'");
		}
		return Texts.requireAbsolute("cgroup path", path);
	}

	static String below(String parent, String name) {
		if (parent.endsWith(SLICE) && !parent.startsWith("/")) {
			return parent + ":containerd4j:" + name;
		}
		return parent.endsWith("/") ? parent + name : parent + "/" + name;
	}

}

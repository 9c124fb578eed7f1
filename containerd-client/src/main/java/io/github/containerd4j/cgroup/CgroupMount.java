package io.github.containerd4j.cgroup;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A mounted hierarchy of control groups.
 *
 * @param type {@code cgroup} or {@code cgroup2}
 * @param root which group of the hierarchy is the topmost one that can be seen
 * @param mountPoint where that is
 * @param options the options, the controllers among them
 */
record CgroupMount(String type, String root, Path mountPoint, List<String> options) {

	// proc(5): the fields after the dash are those of the file system.
	private static final String SEPARATOR = " - ";

	private static final int ROOT_FIELD = 3;

	private static final int MOUNT_POINT_FIELD = 4;

	static Optional<CgroupMount> parse(String line) {
		int separator = line.indexOf(SEPARATOR);
		if (separator < 0) {
			return Optional.empty();
		}
		String[] mount = line.substring(0, separator).split(" ");
		String[] files = line.substring(separator + SEPARATOR.length()).split(" ");
		if (files.length < 3 || !files[0].startsWith("cgroup") || mount.length <= MOUNT_POINT_FIELD) {
			return Optional.empty();
		}
		return Optional.of(new CgroupMount(files[0], mount[ROOT_FIELD], Path.of(mount[MOUNT_POINT_FIELD]),
				Arrays.asList(files[2].split(","))));
	}

	boolean isUnified() {
		return this.type.equals("cgroup2");
	}

	boolean has(String controller) {
		return !isUnified() && this.options.contains(controller);
	}

	/**
	 * Where a group is.
	 * @param path the group, from the top of the hierarchy
	 * @return the directory; empty if it is outside of what is mounted
	 */
	Optional<Path> directory(String path) {
		Path group = Path.of(path);
		Path top = Path.of(this.root);
		// From within a namespace, groups outside of it begin with "..".
		if (!group.startsWith(top) || group.startsWith("/..")) {
			return Optional.empty();
		}
		return Optional.of(this.mountPoint.resolve(top.relativize(group)));
	}

}

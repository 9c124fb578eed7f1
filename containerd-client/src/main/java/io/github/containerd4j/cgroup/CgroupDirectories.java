package io.github.containerd4j.cgroup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Where the control group of a process is: one directory for each controller of v1, and
 * one for all of v2. A machine may have both. The topmost group of a hierarchy is left
 * out: it is everybody's.
 */
final class CgroupDirectories {

	private final Map<String, Path> controllers = new LinkedHashMap<>();

	private @Nullable Path unified;

	private CgroupDirectories() {
	}

	/**
	 * Finds the directories.
	 * @param groups {@code /proc/<pid>/cgroup}, see cgroups(7)
	 * @param mounts {@code /proc/self/mountinfo}, see proc(5)
	 */
	static CgroupDirectories of(List<String> groups, List<String> mounts) {
		CgroupDirectories directories = new CgroupDirectories();
		List<CgroupMount> mounted = mounts.stream().map(CgroupMount::parse).flatMap(Optional::stream).toList();
		for (String line : groups) {
			String[] fields = line.split(":", 3);
			if (fields.length == 3 && !fields[2].equals("/")) {
				directories.add(fields[1], fields[2], mounted);
			}
		}
		return directories;
	}

	private void add(String controllers, String path, List<CgroupMount> mounted) {
		if (controllers.isEmpty()) {
			this.unified = mounted.stream()
				.filter(CgroupMount::isUnified)
				.flatMap((mount) -> mount.directory(path).stream())
				.findFirst()
				.orElse(null);
			return;
		}
		for (String controller : controllers.split(",")) {
			mounted.stream()
				.filter((mount) -> mount.has(controller))
				.flatMap((mount) -> mount.directory(path).stream())
				.findFirst()
				.ifPresent((directory) -> this.controllers.put(controller, directory));
		}
	}

	int version() {
		// A hierarchy with a name has no controller.
		return this.controllers.keySet().stream().allMatch((name) -> name.startsWith("name=")) ? 2 : 1;
	}

	List<Path> all() {
		List<Path> all = new ArrayList<>(this.controllers.values());
		if (this.unified != null) {
			all.add(this.unified);
		}
		return all.stream().distinct().toList();
	}

	/**
	 * The directories in which a file of this name may be.
	 */
	List<Path> of(String name) {
		int dot = name.indexOf('.');
		String controller = (dot > 0) ? name.substring(0, dot) : "";
		Path own = this.controllers.get(controller);
		return (own != null) ? List.of(own) : all();
	}

}

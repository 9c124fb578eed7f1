package io.github.containerd4j.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What tasks of a namespace leave on the machine even when they are deleted in order: an
 * empty directory of runc's and empty control groups. Other daemons may use a namespace
 * of the same name, so only what is empty is removed.
 */
record NamespaceRemains(String namespace) {

	private static final Path CONTROL_GROUPS = Path.of("/sys/fs/cgroup");

	static List<NamespaceRemains> of(DaemonDirectory directory) {
		return Stream.of(directory.root(), directory.state())
			.map((parent) -> parent.resolve(TaskBundle.TASKS))
			.flatMap((tasks) -> Directories.children(tasks).stream())
			.map((namespace) -> new NamespaceRemains(namespace.getFileName().toString()))
			.distinct()
			.toList();
	}

	void remove() {
		// While another daemon has a container in the namespace, runc's directory stays,
		// and so do the groups.
		if (Directories.removeIfEmpty(TaskBundle.RUNC_ROOT.resolve(this.namespace))) {
			hierarchies().forEach((hierarchy) -> Directories.removeIfEmpty(hierarchy.resolve(this.namespace)));
		}
	}

	// Version 2 has one hierarchy, version 1 a directory for each controller.
	private static List<Path> hierarchies() {
		if (Files.exists(CONTROL_GROUPS.resolve("cgroup.controllers"))) {
			return List.of(CONTROL_GROUPS);
		}
		return Directories.children(CONTROL_GROUPS);
	}

}

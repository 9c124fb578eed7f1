package io.github.containerd4j.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory in the daemon's state that describes one task. It leads to what the task
 * has outside of the daemon's directory: runc's state, its control groups and the shim's
 * socket.
 */
record TaskBundle(String namespace, String id, Path path) {

	private static final Logger logger = LoggerFactory.getLogger(TaskBundle.class);

	static final String TASKS = "io.containerd.runtime.v2.task";

	static final Path RUNC_ROOT = Path.of("/run/containerd/runc");

	private static final Pattern SHIM_SOCKET = Pattern.compile("/run/containerd/s/[0-9a-f]+");

	static List<TaskBundle> of(DaemonDirectory directory) {
		List<TaskBundle> bundles = new ArrayList<>();
		for (Path namespace : Directories.children(directory.state().resolve(TASKS))) {
			for (Path task : Directories.children(namespace)) {
				bundles.add(new TaskBundle(name(namespace), name(task), task));
			}
		}
		return bundles;
	}

	private static String name(Path directory) {
		return directory.getName(directory.getNameCount() - 1).toString();
	}

	/**
	 * Removes what the task has outside of the daemon's directory, and kills what is left
	 * of it.
	 */
	void remove(SearchPath searchPath) {
		Path root = RUNC_ROOT.resolve(this.namespace);
		if (isOurs(root.resolve(this.id).resolve("state.json"))) {
			runcDelete(root, searchPath);
		}
		removeShimSocket("address");
		removeShimSocket("bootstrap.json");
	}

	private void runcDelete(Path root, SearchPath searchPath) {
		String runc = searchPath.require("runc", "runc").toString();
		Command.Result result = Command.run(List.of(runc, "--root", root.toString(), "delete", "--force", this.id));
		if (!result.isSuccess()) {
			logger.warn("runc could not delete {} of namespace {}: {}", this.id, this.namespace,
					result.errors().strip());
		}
	}

	// Daemons share runc's directory: the same namespace and name may be somebody else's.
	private boolean isOurs(Path state) {
		try {
			return Files.readString(state).contains('"' + "bundle=" + this.path + '"');
		}
		catch (IOException ex) {
			return false;
		}
	}

	// 1.6 and 1.7 write the address alone, 2.x writes it into a JSON object.
	private void removeShimSocket(String file) {
		try {
			Matcher socket = SHIM_SOCKET.matcher(Files.readString(this.path.resolve(file)));
			if (socket.find()) {
				Files.deleteIfExists(Path.of(socket.group()));
			}
		}
		catch (IOException ex) {
			logger.trace("No socket is known from {}", file, ex);
		}
	}

}

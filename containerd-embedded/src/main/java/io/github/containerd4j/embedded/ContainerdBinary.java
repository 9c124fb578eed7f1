package io.github.containerd4j.embedded;

import java.nio.file.Path;
import java.util.List;

/**
 * What the daemon's program tells without being started as a daemon.
 */
final class ContainerdBinary {

	static final String NAME = "containerd";

	private static final int VERSION_FIELD = 2;

	private ContainerdBinary() {
	}

	static String version(Path binary) {
		Command.Result result = Command.run(List.of(binary.toString(), "--version"));
		String[] fields = result.output().strip().split(" ");
		if (!result.isSuccess() || fields.length <= VERSION_FIELD) {
			throw new EmbeddedContainerdException(binary + " --version is not answered as containerd does: "
					+ (result.output() + result.errors()).strip());
		}
		String version = fields[VERSION_FIELD];
		return version.startsWith("v") ? version.substring(1) : version;
	}

}

package io.github.containerd4j.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What the machine must have before a daemon is started: found missing here, it is told
 * in one sentence, and not by a task that fails much later.
 */
final class Requirements {

	private Requirements() {
	}

	static void checkSystem() {
		String system = System.getProperty("os.name");
		if (!system.equals("Linux")) {
			throw new EmbeddedContainerdException("a private containerd runs on Linux only, this is " + system);
		}
	}

	static void checkUser() {
		String uid = effectiveUid();
		if (!uid.equals("0")) {
			throw new EmbeddedContainerdException(
					"a private containerd needs root, this JVM runs as uid " + uid + "; run it as root");
		}
	}

	static void checkPrograms(SearchPath searchPath) {
		searchPath.require("containerd-shim-runc-v2", "containerd");
		searchPath.require("runc", "runc");
	}

	// proc(5): the line holds the real, effective, saved and file system uid.
	private static String effectiveUid() {
		try (Stream<String> status = Files.lines(Path.of("/proc/self/status"))) {
			return status.filter((line) -> line.startsWith("Uid:"))
				.map((line) -> line.split("\\s+")[2])
				.findFirst()
				.orElse("unknown");
		}
		catch (IOException ex) {
			throw new EmbeddedContainerdException("cannot read /proc/self; mount /proc", ex);
		}
	}

}

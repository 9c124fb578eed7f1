package io.github.containerd4j.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

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
		Object uid = ownUid();
		if (!uid.equals(0)) {
			throw new EmbeddedContainerdException(
					"a private containerd needs root, this JVM runs as uid " + uid + "; run it as root");
		}
	}

	static void checkPrograms(SearchPath searchPath) {
		searchPath.require("containerd-shim-runc-v2", "containerd");
		searchPath.require("runc", "runc");
	}

	private static Object ownUid() {
		try {
			return Files.getAttribute(Path.of("/proc/self"), "unix:uid", LinkOption.NOFOLLOW_LINKS);
		}
		catch (IOException ex) {
			throw new EmbeddedContainerdException("cannot read /proc/self; mount /proc", ex);
		}
	}

}

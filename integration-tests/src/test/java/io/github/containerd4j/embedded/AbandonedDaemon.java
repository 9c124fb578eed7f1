package io.github.containerd4j.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * Starts a daemon with a task in a JVM that does not close it.
 */
final class AbandonedDaemon {

	private AbandonedDaemon() {
	}

	/**
	 * Arguments: the bin directory, the parent directory, a file that is written when all
	 * runs, and {@code exit} or {@code stay}.
	 */
	public static void main(String[] arguments) throws Exception {
		EmbeddedContainerd daemon = EmbeddedContainerd.builder()
			.binDirectory(Path.of(arguments[0]))
			.parent(Path.of(arguments[1]))
			.start();
		daemon.importBusybox("default");
		daemon.ctr("run", "--detach", "--null-io", BusyboxImage.REFERENCE, "c" + ProcessHandle.current().pid(), "sleep",
				"600");
		Files.writeString(Path.of(arguments[2] + ".new"), daemon.pid() + " " + daemon.directory());
		Files.move(Path.of(arguments[2] + ".new"), Path.of(arguments[2]));
		if (arguments[3].equals("stay")) {
			new CountDownLatch(1).await();
		}
	}

}

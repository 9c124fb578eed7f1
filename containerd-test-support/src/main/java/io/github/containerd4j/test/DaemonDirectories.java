package io.github.containerd4j.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The directories of private daemons on this machine: tests of several modules, and so
 * several JVMs, may run at the same time.
 */
record DaemonDirectories(List<Path> own) {

	private static final Path PARENT = Path.of("/tmp");

	private static final String PREFIX = "ctd-";

	static DaemonDirectories list() {
		List<Path> own = new ArrayList<>();
		try (DirectoryStream<Path> directories = Files.newDirectoryStream(PARENT, PREFIX + "*")) {
			for (Path directory : directories) {
				if (isOwned(directory.resolve("owner"))) {
					own.add(directory);
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return new DaemonDirectories(own);
	}

	private static boolean isOwned(Path ownerFile) {
		try {
			return Files.readString(ownerFile).startsWith(ProcessHandle.current().pid() + " ");
		}
		catch (IOException ex) {
			return false;
		}
	}

	boolean isOwn(String path) {
		return this.own.stream().anyMatch((directory) -> Path.of(path).startsWith(directory));
	}

	boolean isForeign(String path) {
		return path.startsWith(PARENT.resolve(PREFIX).toString()) && !isOwn(path);
	}

}

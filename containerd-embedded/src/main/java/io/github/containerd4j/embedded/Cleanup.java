package io.github.containerd4j.embedded;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes a daemon with everything that it has made, without its help: it may be dead, or
 * left by a JVM that was killed. Doing it twice, or by two processes at once, does no
 * harm.
 */
final class Cleanup {

	private static final Logger logger = LoggerFactory.getLogger(Cleanup.class);

	private Cleanup() {
	}

	/**
	 * Removes the daemons whose JVM was killed.
	 * @param parent where their directories are
	 * @param searchPath where runc is
	 */
	static void removeAbandoned(Path parent, SearchPath searchPath) {
		for (DaemonDirectory directory : DaemonDirectory.abandoned(parent)) {
			logger.info("Removing {}, which a killed JVM has left", directory.path());
			try {
				remove(directory, searchPath);
			}
			catch (EmbeddedContainerdException ex) {
				logger.warn("Cannot remove {}", directory.path(), ex);
			}
		}
	}

	/**
	 * Kills daemon, shims and containers, unmounts and deletes.
	 * @param directory the daemon's directory
	 * @param searchPath where runc is
	 * @throws EmbeddedContainerdException if something cannot be unmounted or deleted
	 */
	static void remove(DaemonDirectory directory, SearchPath searchPath) {
		DaemonProcesses.killDaemon(directory);
		List<ProcessHandle> containers = DaemonProcesses.killShims(directory);
		// Before the containers: only runc wakes a paused one, which else would not die.
		TaskBundle.of(directory).forEach((bundle) -> bundle.remove(searchPath));
		DaemonProcesses.kill(containers);
		NamespaceRemains.of(directory).forEach(NamespaceRemains::remove);
		MountTable.unmountBelow(directory.path());
		try {
			delete(directory.path());
		}
		catch (IOException ex) {
			throw new EmbeddedContainerdException("cannot delete " + directory.path(), ex);
		}
	}

	// Only called with nothing mounted below: it would delete what is mounted.
	private static void delete(Path directory) throws IOException {
		Files.walkFileTree(directory, new SimpleFileVisitor<>() {

			@Override
			public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
				Files.deleteIfExists(file);
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
				if (failure instanceof NoSuchFileException) {
					return FileVisitResult.CONTINUE;
				}
				throw failure;
			}

			@Override
			public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
				Files.deleteIfExists(visited);
				return FileVisitResult.CONTINUE;
			}

		});
	}

}

package io.github.containerd4j.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

import io.github.containerd4j.ContainerdException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The private directories that mounts are made in. Each has a mode that lets nobody else
 * in, because a mounted image may hold programs with special rights; the mount point is a
 * directory in it.
 */
final class MountDirectories {

	private static final Logger logger = LoggerFactory.getLogger(MountDirectories.class);

	private static final String KIND = "containerd4j-mount";

	private static final String MOUNT_POINT = "fs";

	private final Path parent;

	private final MountCalls calls;

	MountDirectories(Path parent, MountCalls calls) {
		this.parent = parent;
		this.calls = calls;
	}

	/**
	 * Makes a directory to mount on.
	 * @return the mount point
	 */
	Path create() {
		removeStale();
		try {
			// The JDK makes it with the mode 700.
			Path directory = Files.createTempDirectory(this.parent, DirectoryOwner.current().prefix(KIND));
			return Files.createDirectory(directory.resolve(MOUNT_POINT)).toRealPath();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("cannot make a directory to mount on in " + this.parent, ex);
		}
	}

	/**
	 * Removes an empty mount point. It is never deleted recursively: if something is
	 * mounted there after all, this fails and harms nothing.
	 */
	void remove(Path mountPoint) throws IOException {
		Files.deleteIfExists(mountPoint);
		Path directory = mountPoint.getParent();
		if (directory != null) {
			Files.deleteIfExists(directory);
		}
	}

	private void removeStale() {
		try (DirectoryStream<Path> directories = Files.newDirectoryStream(this.parent, KIND + "-*")) {
			for (Path directory : directories) {
				if (isStale(directory)) {
					removeStale(directory);
				}
			}
		}
		catch (IOException | ContainerdException ex) {
			logger.warn("Cannot remove mounts of a killed process in {}", this.parent, ex);
		}
	}

	// Anybody may make a directory of that name; only this user's are touched.
	private boolean isStale(Path directory) throws IOException {
		DirectoryOwner owner = DirectoryOwner.of(directory, KIND);
		return owner != null && owner.isDead() && Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
				&& Files.getAttribute(directory, "unix:uid", LinkOption.NOFOLLOW_LINKS)
					.equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
	}

	private void removeStale(Path directory) throws IOException {
		for (Path mountPoint : MountTable.below(directory.toRealPath())) {
			this.calls.unmount(mountPoint);
		}
		remove(directory.resolve(MOUNT_POINT));
		logger.info("Removed the mount {} of a killed process", directory);
	}

}

package io.github.containerd4j.embedded;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that one daemon keeps on disk: directories of ours are told from others by
 * their name, their owner file and the user they belong to.
 */
record DaemonDirectory(Path path) {

	private static final Logger logger = LoggerFactory.getLogger(DaemonDirectory.class);

	private static final String PREFIX = "ctd-";

	/**
	 * Makes a directory that has its owner file from the first moment that it can be seen
	 * under a name of ours.
	 * @param parent the directory to make it in
	 * @return the new directory
	 */
	static DaemonDirectory create(Path parent) throws IOException {
		Path staged = Files.createTempDirectory(parent, "." + PREFIX);
		// containerd's own mode: users of a container may pass, nobody else may list.
		Files.setPosixFilePermissions(staged, PosixFilePermissions.fromString("rwx--x--x"));
		Owner.current().write(staged.resolve("owner"));
		Path path = parent.resolve(staged.getFileName().toString().substring(1));
		return new DaemonDirectory(Files.move(staged, path, StandardCopyOption.ATOMIC_MOVE));
	}

	/**
	 * The directories of daemons whose JVM was killed.
	 * @param parent where to look for them
	 * @return the directories
	 */
	static List<DaemonDirectory> abandoned(Path parent) {
		List<DaemonDirectory> abandoned = new ArrayList<>();
		try (DirectoryStream<Path> candidates = Files.newDirectoryStream(parent, PREFIX + "*")) {
			for (Path candidate : candidates) {
				DaemonDirectory directory = new DaemonDirectory(candidate);
				if (directory.isAbandoned()) {
					abandoned.add(directory);
				}
			}
		}
		catch (IOException ex) {
			logger.warn("Cannot look for left-over daemons in {}", parent, ex);
		}
		return abandoned;
	}

	private boolean isAbandoned() {
		try {
			// Anybody may put a directory of this name into /tmp; only root's are
			// followed.
			return Files.isDirectory(this.path, LinkOption.NOFOLLOW_LINKS)
					&& Files.getAttribute(this.path, "unix:uid", LinkOption.NOFOLLOW_LINKS).equals(0)
					&& Owner.read(owner()).isDead();
		}
		catch (IOException ex) {
			return false;
		}
	}

	Path owner() {
		return this.path.resolve("owner");
	}

	Path config() {
		return this.path.resolve("config.toml");
	}

	Path socket() {
		return this.path.resolve("containerd.sock");
	}

	Path root() {
		return this.path.resolve("root");
	}

	Path state() {
		return this.path.resolve("state");
	}

	Path log() {
		return this.path.resolve("containerd.log");
	}

}

package io.github.containerd4j.embedded;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks into directories that somebody else may be removing at the same time.
 */
final class Directories {

	private static final Logger logger = LoggerFactory.getLogger(Directories.class);

	private Directories() {
	}

	/**
	 * The directories directly below a directory.
	 * @param directory the directory; it need not exist
	 * @return the directories
	 */
	static List<Path> children(Path directory) {
		List<Path> children = new ArrayList<>();
		if (Files.isDirectory(directory)) {
			try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, Directories::isDirectory)) {
				entries.forEach(children::add);
			}
			catch (IOException ex) {
				logger.debug("Cannot list {}", directory, ex);
			}
		}
		return children;
	}

	private static boolean isDirectory(Path path) {
		return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
	}

	/**
	 * Removes a directory unless it holds anything.
	 * @param directory the directory
	 * @return whether it is gone now
	 */
	static boolean removeIfEmpty(Path directory) {
		try {
			Files.deleteIfExists(directory);
			return true;
		}
		catch (IOException ex) {
			// Not empty or, for a control group, in use: both mean that it is needed.
			return false;
		}
	}

}

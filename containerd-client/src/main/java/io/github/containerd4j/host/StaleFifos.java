package io.github.containerd4j.host;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.github.containerd4j.ContainerdException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the FIFO directories of processes that were killed.
 */
final class StaleFifos {

	static final String KIND = "io";

	private static final Logger logger = LoggerFactory.getLogger(StaleFifos.class);

	// Looking costs a listing, too much for each of a thousand processes.
	private static final long PAUSE = TimeUnit.MINUTES.toNanos(1);

	private static final Set<Path> LEFT = ConcurrentHashMap.newKeySet();

	private static final Map<Path, Long> LOOKED = new ConcurrentHashMap<>();

	private StaleFifos() {
	}

	/**
	 * Removes a directory now, if nobody reads from its FIFOs, or later.
	 */
	static void leave(Path directory) {
		if (DirectoryOwner.of(directory, KIND) == null) {
			return;
		}
		LEFT.add(directory);
		removeIfStale(directory);
		if (!Files.exists(directory)) {
			LEFT.remove(directory);
		}
	}

	static void removeFrom(Path parent) {
		long now = System.nanoTime();
		Long last = LOOKED.get(parent);
		if (last != null && now - last < PAUSE) {
			return;
		}
		LOOKED.put(parent, now);
		try (DirectoryStream<Path> directories = Files.newDirectoryStream(parent, KIND + "-*")) {
			for (Path directory : directories) {
				removeIfStale(directory);
			}
		}
		catch (IOException | DirectoryIteratorException ex) {
			logger.warn("Cannot look for FIFOs of killed processes in {}", parent, ex);
		}
	}

	private static void removeIfStale(Path directory) {
		try {
			DirectoryOwner owner = DirectoryOwner.of(directory, KIND);
			if (owner != null && (owner.isDead() || LEFT.contains(directory))
					&& Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS) && !isHeld(directory)) {
				FifoDirectory.remove(directory);
				LEFT.remove(directory);
				logger.debug("Removed the FIFOs {} of an earlier use", directory);
			}
		}
		catch (IOException | ContainerdException ex) {
			logger.warn("Cannot remove the FIFOs {} of an earlier use", directory, ex);
		}
	}

	private static boolean isHeld(Path directory) throws IOException {
		try (DirectoryStream<Path> fifos = Files.newDirectoryStream(directory)) {
			for (Path fifo : fifos) {
				if (FifoDirectory.isHeld(fifo)) {
					return true;
				}
			}
		}
		return false;
	}

}

package io.github.containerd4j.snapshot;

import java.util.function.Supplier;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.ErrorCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a daemon left that was killed while it made a snapshot: a directory of the number
 * that the next snapshot gets. That one fails, and the daemon takes the directory away
 * (containerd 1.6 to 2.1, {@code createSnapshot} of the snapshotters overlayfs and
 * native).
 */
final class LeftDirectory {

	private static final Logger logger = LoggerFactory.getLogger(LeftDirectory.class);

	private LeftDirectory() {
	}

	/**
	 * Makes a snapshot, once more if only such a directory was in its way.
	 */
	static <T> T past(Supplier<T> call) {
		try {
			return call.get();
		}
		catch (ContainerdException ex) {
			if (!isInTheWay(ex)) {
				throw ex;
			}
			logger.debug("The daemon had begun another snapshot when it was killed", ex);
			return call.get();
		}
	}

	private static boolean isInTheWay(ContainerdException failure) {
		String message = String.valueOf(failure.getMessage());
		return failure.code() == ErrorCode.UNKNOWN && message.contains("failed to rename")
				&& message.contains("file exists");
	}

}

package io.github.containerd4j.files;

import io.github.containerd4j.host.FileStatus;
import io.github.containerd4j.host.OpenFile;
import io.github.containerd4j.host.SystemCallException;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a directory that is held open, whether it exists or not.
 *
 * @param directory the directory
 * @param name the name of the entry
 */
record Place(OpenFile directory, byte[] name) implements AutoCloseable {

	// ENOENT
	private static final int MISSING = 2;

	/**
	 * What there is.
	 * @return its status; {@code null} if there is nothing
	 */
	@Nullable FileStatus status() throws SystemCallException {
		try {
			return this.directory.status(this.name);
		}
		catch (SystemCallException ex) {
			if (ex.errno() == MISSING) {
				return null;
			}
			throw ex;
		}
	}

	/**
	 * Whether something is mounted on the entry.
	 */
	boolean isMountPoint() throws SystemCallException {
		FileStatus status = status();
		return status != null && !status.isSameMount(this.directory.status());
	}

	/**
	 * Holds the entry itself, also if it is a link.
	 */
	OpenFile open() throws SystemCallException {
		return this.directory.find(this.name);
	}

	/**
	 * The text of a symbolic link.
	 * @return the text; {@code null} if there is nothing, or no link
	 */
	byte @Nullable [] link() throws SystemCallException {
		FileStatus status = status();
		if (status == null || !status.isSymbolicLink()) {
			return null;
		}
		try (OpenFile link = open()) {
			return link.readLink();
		}
	}

	@Override
	public void close() {
		this.directory.close();
	}

}

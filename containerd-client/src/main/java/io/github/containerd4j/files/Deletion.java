package io.github.containerd4j.files;

import io.github.containerd4j.host.FileStatus;
import io.github.containerd4j.host.OpenFile;
import io.github.containerd4j.host.SystemCallException;

/**
 * Deletes a directory with all that is in it. Links are deleted, and never followed.
 */
final class Deletion {

	private static final int MISSING = 2;

	/** Each level holds a descriptor. */
	static final int MAX_DEPTH = 1024;

	private final FileFailures failures;

	Deletion(FileFailures failures) {
		this.failures = failures;
	}

	/**
	 * Deletes an entry that is no directory, or an empty one.
	 */
	void deleteOne(OpenFile directory, byte[] name) throws SystemCallException {
		delete(directory, name, statusOf(directory, name));
	}

	private static void delete(OpenFile directory, byte[] name, FileStatus status) throws SystemCallException {
		if (status.isDirectory()) {
			directory.removeDirectory(name);
		}
		else {
			directory.removeFile(name);
		}
	}

	/**
	 * What an entry is. Deleting a mount point would release the mount in the container,
	 * and what is mounted there is not the container's alone.
	 */
	private FileStatus statusOf(OpenFile directory, byte[] name) throws SystemCallException {
		FileStatus status = directory.status(name);
		if (!status.isSameMount(directory.status())) {
			throw this.failures.refused("something is mounted on " + FileNames.text(name));
		}
		return status;
	}

	/**
	 * Deletes an entry with all that is in it.
	 * @param directory its directory
	 * @param name its name
	 * @param depth how many directories are being deleted around it
	 */
	void deleteTree(OpenFile directory, byte[] name, int depth) throws SystemCallException {
		FileStatus status = statusOf(directory, name);
		if (status.isDirectory()) {
			deleteEntries(directory, name, depth);
		}
		delete(directory, name, status);
	}

	private void deleteEntries(OpenFile parent, byte[] name, int depth) throws SystemCallException {
		if (depth >= MAX_DEPTH) {
			throw this.failures.refused("there are more than " + MAX_DEPTH + " directories in each other");
		}
		try (OpenFile found = parent.find(name)) {
			FilesRoot.requireDirectory(found.status(), this.failures);
			try (OpenFile directory = found.forReading()) {
				for (byte[] entry : directory.names()) {
					deleteIfThere(directory, entry, depth + 1);
				}
			}
		}
	}

	private void deleteIfThere(OpenFile directory, byte[] entry, int depth) throws SystemCallException {
		if (Thread.currentThread().isInterrupted()) {
			throw this.failures.interrupted(null);
		}
		try {
			deleteTree(directory, entry, depth);
		}
		catch (SystemCallException ex) {
			if (ex.errno() != MISSING) {
				throw ex;
			}
		}
	}

}

package io.github.containerd4j.files;

import io.github.containerd4j.host.FileStatus;
import io.github.containerd4j.host.OpenFile;
import io.github.containerd4j.host.SystemCallException;

/**
 * Makes directories.
 */
final class Directories {

	private static final int MISSING = 2;

	private static final int EXISTS = 17;

	private final FilesRoot root;

	private final FileFailures failures;

	Directories(FilesRoot root, FileFailures failures) {
		this.root = root;
		this.failures = failures;
	}

	/**
	 * Makes a directory and those on the way to it, and leaves what exists as it is.
	 */
	void make(FilePath path, FileOptions options) throws SystemCallException {
		for (int count = 1; count <= path.names().size(); count++) {
			makeIfMissing(path.first(count), options);
		}
	}

	private void makeIfMissing(FilePath path, FileOptions options) throws SystemCallException {
		try (OpenFile found = this.root.find(path)) {
			FilesRoot.requireDirectory(found.status(), this.failures);
		}
		catch (SystemCallException ex) {
			if (ex.errno() != MISSING) {
				throw ex;
			}
			makeMissing(path, options);
		}
	}

	private void makeMissing(FilePath path, FileOptions options) throws SystemCallException {
		try (Place place = this.root.place(path)) {
			make(place, options);
		}
	}

	/**
	 * Makes one directory; another thread or process may have been quicker.
	 */
	private void make(Place place, FileOptions options) throws SystemCallException {
		long user = this.root.owners().userOnHost(options.user());
		long group = this.root.owners().groupOnHost(options.group());
		try {
			place.directory().makeDirectory(place.name());
		}
		catch (SystemCallException ex) {
			FileStatus status = (ex.errno() == EXISTS) ? place.status() : null;
			if (status == null) {
				throw ex;
			}
			FilesRoot.requireDirectory(status, this.failures);
			return;
		}
		try (OpenFile made = place.open()) {
			FilesRoot.requireDirectory(made.status(), this.failures);
			made.changeOwner(user, group);
			made.changeMode(options.directoryMode());
		}
	}

}

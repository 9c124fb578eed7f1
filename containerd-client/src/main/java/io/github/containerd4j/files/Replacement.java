package io.github.containerd4j.files;

import java.io.IOException;
import java.util.UUID;

import io.github.containerd4j.host.FileStatus;
import io.github.containerd4j.host.OpenFile;
import io.github.containerd4j.host.SystemCallException;

/**
 * Puts a new file where one may be: under a name of its own first, which then becomes the
 * right one, so that whoever reads sees the old file or the whole new one.
 */
final class Replacement {

	private static final int PRIVATE = 0600;

	private final Place place;

	private final FileFailures failures;

	private final byte[] temporary = FileNames.ofRaw(".containerd4j-" + UUID.randomUUID());

	Replacement(Place place, FileFailures failures) {
		this.place = place;
		this.failures = failures;
	}

	/**
	 * Writes the file.
	 * @param mode its permissions while it is written, of which the umask is taken
	 * @param content writes its content, and sets what else it shall have
	 */
	void write(int mode, Content content) throws SystemCallException, IOException {
		FileStatus old = this.place.status();
		if (old != null) {
			FilesRoot.requireFile(old, this.failures);
		}
		try (OpenFile file = this.place.directory().create(this.temporary, mode)) {
			writeAndRename(file, content);
		}
	}

	void write(Content content) throws SystemCallException, IOException {
		write(PRIVATE, content);
	}

	private void writeAndRename(OpenFile file, Content content) throws SystemCallException, IOException {
		boolean renamed = false;
		try {
			content.writeTo(file);
			if (this.place.isMountPoint()) {
				// As runtimes do it with /etc/hosts. Renaming would release the mount.
				overwrite(file);
			}
			else {
				this.place.directory().rename(this.temporary, this.place.name());
				renamed = true;
			}
		}
		finally {
			if (!renamed) {
				this.place.directory().removeFile(this.temporary);
			}
		}
	}

	/**
	 * Writes the content into the file that cannot be replaced.
	 */
	private void overwrite(OpenFile file) throws SystemCallException, IOException {
		FileStatus status = file.status();
		try (OpenFile found = this.place.open()) {
			FilesRoot.requireFile(found.status(), this.failures);
			try (OpenFile target = found.forWriting(); OpenFile source = file.forReading()) {
				new FileCopy(this.failures).copy(source, target);
				target.changeOwner(status.user(), status.group());
				target.changeMode(status.permissions());
			}
		}
	}

	/**
	 * What a file shall have.
	 */
	interface Content {

		void writeTo(OpenFile file) throws SystemCallException, IOException;

	}

}

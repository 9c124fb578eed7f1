package io.github.containerd4j.files;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.github.containerd4j.host.FileStatus;
import io.github.containerd4j.host.OpenFile;
import io.github.containerd4j.host.SystemCallException;
import org.jspecify.annotations.Nullable;

/**
 * Tells about files without opening them.
 */
final class Listing {

	private static final int MISSING = 2;

	private static final int NO_DIRECTORY = 20;

	private final FilesRoot root;

	private final FileFailures failures;

	Listing(FilesRoot root, FileFailures failures) {
		this.root = root;
		this.failures = failures;
	}

	FileInfo of(FilePath path) throws SystemCallException {
		try (OpenFile found = this.root.findItself(path)) {
			String name = path.hasName() ? FileNames.text(path.name()) : "/";
			FileStatus status = found.status();
			return info(name, status, status.isSymbolicLink() ? FileNames.text(found.readLink()) : null);
		}
	}

	Optional<FileInfo> find(FilePath path) throws SystemCallException {
		try {
			return Optional.of(of(path));
		}
		catch (SystemCallException ex) {
			if (ex.errno() == MISSING || ex.errno() == NO_DIRECTORY) {
				return Optional.empty();
			}
			throw ex;
		}
	}

	List<FileInfo> entries(FilePath path) throws SystemCallException {
		List<FileInfo> entries = new ArrayList<>();
		try (OpenFile found = this.root.find(path)) {
			FilesRoot.requireDirectory(found.status(), this.failures);
			try (OpenFile directory = found.forReading()) {
				for (byte[] name : directory.names()) {
					entry(directory, name).ifPresent(entries::add);
				}
			}
		}
		entries.sort(Comparator.comparing(FileInfo::name));
		return List.copyOf(entries);
	}

	private Optional<FileInfo> entry(OpenFile directory, byte[] name) throws SystemCallException {
		try {
			FileStatus status = directory.status(name);
			return Optional.of(info(FileNames.text(name), status, link(directory, name, status)));
		}
		catch (SystemCallException ex) {
			if (ex.errno() == MISSING) {
				return Optional.empty();
			}
			throw ex;
		}
	}

	private static @Nullable String link(OpenFile directory, byte[] name, FileStatus status)
			throws SystemCallException {
		if (!status.isSymbolicLink()) {
			return null;
		}
		try (OpenFile link = directory.find(name)) {
			return FileNames.text(link.readLink());
		}
	}

	private FileInfo info(String name, FileStatus status, @Nullable String link) {
		return new FileInfo(name, FileType.of(status), status.size(), status.permissions(),
				this.root.owners().userInContainer(status.user()), this.root.owners().groupInContainer(status.group()),
				status.modifiedAt(), link);
	}

}

package io.github.containerd4j.files;

import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.host.FileStatus;
import io.github.containerd4j.host.OpenFile;
import io.github.containerd4j.host.RootDirectory;
import io.github.containerd4j.host.SystemCallException;
import org.jspecify.annotations.Nullable;

/**
 * The root of a container, open for one operation.
 */
final class FilesRoot implements AutoCloseable {

	// As the kernel has it.
	private static final int MAX_LINKS = 40;

	// ENOENT
	private static final int MISSING = 2;

	private final RootDirectory root;

	private final Owners owners;

	private final Runnable release;

	/**
	 * Takes a root.
	 * @param root the root
	 * @param owners the numbers of its users
	 * @param release gives it back
	 */
	FilesRoot(RootDirectory root, Owners owners, Runnable release) {
		this.root = root;
		this.owners = owners;
		this.release = release;
	}

	Owners owners() {
		return this.owners;
	}

	/**
	 * Finds what a path leads to, through all links.
	 */
	OpenFile find(FilePath path) throws SystemCallException {
		return this.root.find(path.bytes());
	}

	/**
	 * Finds what has a path, also if it is a link.
	 */
	OpenFile findItself(FilePath path) throws SystemCallException {
		if (!path.hasName()) {
			return find(path);
		}
		try (Place place = place(path)) {
			return place.open();
		}
	}

	/**
	 * Finds the directory of a path, whether it has such an entry or not.
	 */
	Place place(FilePath path) throws SystemCallException {
		byte[] name = path.name();
		return new Place(find(path.parent()), name);
	}

	/**
	 * Finds the directory of what a path leads to, through all links, whether that has
	 * such an entry or not.
	 */
	Place placeBehindLinks(FilePath path, FileFailures failures) throws SystemCallException {
		FilePath current = path;
		for (int links = 0; links <= MAX_LINKS; links++) {
			Place place = place(current);
			byte[] link = linkOrClose(place);
			if (link == null) {
				return place;
			}
			place.close();
			requireFollowable(current);
			current = current.followed(link);
		}
		throw failures.of(ErrorCode.INVALID_ARGUMENT, "too many symbolic links");
	}

	/**
	 * Fails at a link that the kernel would not follow: those of procfs have a text, but
	 * lead to where that does not say.
	 */
	private void requireFollowable(FilePath path) throws SystemCallException {
		try {
			find(path).close();
		}
		catch (SystemCallException ex) {
			if (ex.errno() != MISSING) {
				throw ex;
			}
		}
	}

	private static byte @Nullable [] linkOrClose(Place place) throws SystemCallException {
		try {
			return place.link();
		}
		catch (SystemCallException | RuntimeException | Error ex) {
			place.close();
			throw ex;
		}
	}

	/**
	 * Finds a plain file, through all links, and opens it for reading.
	 */
	OpenFile findFile(FilePath path, FileFailures failures) throws SystemCallException {
		try (OpenFile found = find(path)) {
			requireFile(found.status(), failures);
			return found.forReading();
		}
	}

	static void requireFile(FileStatus status, FileFailures failures) {
		if (!status.isFile()) {
			throw failures.refused("it is " + FileType.of(status).text() + ", and no plain file");
		}
	}

	static void requireDirectory(FileStatus status, FileFailures failures) {
		if (!status.isDirectory()) {
			throw failures.refused("there is " + FileType.of(status).text() + ", and no directory");
		}
	}

	@Override
	public void close() {
		this.release.run();
	}

}

package io.github.containerd4j.host;

import java.nio.file.Path;

/**
 * A directory as the root of a file system that others may change at any moment: a path
 * means in it what it means to a process that has it as its root. Links, absolute ones
 * too, chains of them and {@code ..} do not lead out of it, and the links of procfs to
 * what a process has open are not followed; also while somebody exchanges directories and
 * links. File systems that are mounted below it belong to it.
 * <p>
 * The kernel does it with openat2(2); before Linux 5.6, where a filter of system calls
 * forbids that, or if others rename so much that the kernel does not get to an end, this
 * class walks from directory to directory itself.
 * <p>
 * For one thread at a time.
 *
 * @since 0.1.0
 */
public final class RootDirectory implements AutoCloseable {

	private final OpenFile directory;

	private final PathResolver resolver;

	RootDirectory(OpenFile directory, PathResolver resolver) {
		this.directory = directory;
		this.resolver = resolver;
	}

	/**
	 * Opens a directory of this machine.
	 * @param path its path, whose links are followed
	 * @return the root, to be closed
	 * @throws SystemCallException if there is none, or this process may not
	 */
	public static RootDirectory open(Path path) throws SystemCallException {
		return of(OpenFile.directory(path));
	}

	static RootDirectory of(OpenFile directory) {
		return new RootDirectory(directory, PathResolver.best());
	}

	/**
	 * Finds a file and follows all links, also if it is one itself.
	 * @param path the bytes of a path in the root, with or without a slash at the start
	 * @return the file, to be closed
	 * @throws SystemCallException if there is none, or too many links on the way
	 */
	public OpenFile find(byte[] path) throws SystemCallException {
		return this.resolver.find(this.directory, path);
	}

	@Override
	public void close() {
		this.directory.close();
	}

}

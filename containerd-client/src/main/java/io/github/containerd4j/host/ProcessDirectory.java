package io.github.containerd4j.host;

import java.nio.file.Path;

/**
 * A process that is held by its directory in procfs: when the process is gone, so is all
 * in it, also if its number is given to another.
 *
 * @since 0.1.0
 */
public final class ProcessDirectory implements AutoCloseable {

	private final OpenFile directory;

	private ProcessDirectory(OpenFile directory) {
		this.directory = directory;
	}

	/**
	 * Holds the process that has a number now.
	 * @param pid its id, as this machine counts
	 * @return the process, to be closed
	 * @throws SystemCallException if there is none
	 */
	public static ProcessDirectory open(int pid) throws SystemCallException {
		return new ProcessDirectory(OpenFile.directory(Path.of("/proc", Integer.toString(pid))));
	}

	/**
	 * Opens what the process has as its root, with the mounts that it sees.
	 * @return the root, to be closed
	 * @throws SystemCallException if the process has ended, or this one may not
	 */
	public RootDirectory root() throws SystemCallException {
		return RootDirectory.of(this.directory.follow("root"));
	}

	@Override
	public void close() {
		this.directory.close();
	}

}

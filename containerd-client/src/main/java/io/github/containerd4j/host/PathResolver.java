package io.github.containerd4j.host;

/**
 * Finds files below a directory that it does not leave.
 */
interface PathResolver {

	/**
	 * Finds a file and follows all links.
	 * @param root the directory
	 * @param path the bytes of a path
	 * @return the file, to be closed
	 */
	OpenFile find(OpenFile root, byte[] path) throws SystemCallException;

	/**
	 * The kernel's own way, or ours where the kernel has none.
	 */
	static PathResolver best() {
		return KernelResolver.isSupported() ? new KernelResolver() : new WalkingResolver();
	}

}

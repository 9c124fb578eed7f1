package io.github.containerd4j.host;

/**
 * A system call that failed, with what the kernel said. The cause of the exceptions that
 * {@link HostMounts} throws.
 *
 * @since 0.1.0
 */
public final class SystemCallException extends Exception {

	private static final long serialVersionUID = 1L;

	private final String call;

	private final int errno;

	SystemCallException(String call, int errno) {
		super(call + "(2) failed: " + Errno.describe(errno));
		this.call = call;
		this.errno = errno;
	}

	/**
	 * The name of the system call.
	 * @return the name, such as {@code mount}
	 */
	public String call() {
		return this.call;
	}

	/**
	 * What the kernel said.
	 * @return the number, such as 1 for {@code EPERM}
	 */
	public int errno() {
		return this.errno;
	}

}

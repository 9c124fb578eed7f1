package io.github.containerd4j.spring.container;

/**
 * What takes the output of a container.
 *
 * @since 0.1.0
 */
public enum LogDriver {

	/** Nobody. */
	NONE,

	/**
	 * A file on the daemon's host that the shim appends to. It goes on without the
	 * application.
	 */
	FILE,

	/**
	 * A log of JSON lines that the application writes and rotates in the container's
	 * directory, with the time of each line.
	 */
	JSON

}

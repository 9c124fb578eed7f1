package io.github.containerd4j.spring.container;

/**
 * What becomes of a container when the application ends.
 *
 * @since 0.1.0
 */
public enum OnStop {

	/** Its processes end. The container stays and is started again by the next start. */
	STOP,

	/** Its processes end, and all of it is deleted. */
	STOP_AND_DELETE,

	/** It runs on, and the next start of the application adopts it. */
	LEAVE

}

package io.github.containerd4j.probe;

/**
 * What a probe knows, in Docker's words.
 *
 * @since 0.1.0
 */
public enum ProbeState {

	/** Nothing has answered yet, and it has not failed often enough either. */
	STARTING,

	/** It has answered, and has not failed as often as is allowed since. */
	HEALTHY,

	/** It has failed as often in a row as makes it unhealthy. */
	UNHEALTHY

}

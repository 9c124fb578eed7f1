package io.github.containerd4j;

/**
 * What the daemon's gRPC health service says of itself. It says nothing about shims,
 * plugins or disks.
 *
 * @since 0.1.0
 */
public enum ServingStatus {

	/** The daemon listens and serves. */
	SERVING,

	/** The daemon listens and does not serve. */
	NOT_SERVING,

	/** The daemon gave no usable answer. */
	UNKNOWN

}

package io.github.containerd4j.interrupt;

/**
 * What has become of an interrupted operation.
 */
enum Outcome {

	/** It has come to its end. */
	SUCCEEDED,

	/** It has failed, and taken back what it had done. */
	FAILED,

	/** Nobody knows how far it came. */
	KILLED

}

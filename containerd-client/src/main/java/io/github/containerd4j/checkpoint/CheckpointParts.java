package io.github.containerd4j.checkpoint;

/**
 * What the parts of a checkpoint are called.
 * <p>
 * Source: {@code client/container_checkpoint_opts.go}, {@code client/task.go} and
 * {@code core/images/mediatypes.go} of containerd 2.1; the same in 1.6.
 */
final class CheckpointParts {

	private static final String PREFIX = "application/vnd.containerd.container.";

	static final String DUMP = PREFIX + "criu.checkpoint.criu.tar";

	static final String CONFIG = PREFIX + "checkpoint.config.v1+proto";

	static final String OPTIONS = PREFIX + "checkpoint.options.v1+proto";

	static final String RUNTIME_OPTIONS = PREFIX + "checkpoint.runtime.options+proto";

	static final String BASE_NAME = "org.opencontainers.image.ref.name";

	/** The same in checkpoints of a task alone. */
	static final String TASK_BASE_NAME = "image.name";

	static final String RUNTIME = "io.containerd.checkpoint.runtime";

	static final String SNAPSHOTTER = "io.containerd.checkpoint.snapshotter";

	/** An annotation of our own, which others ignore. */
	static final String CONTAINER_ID = "io.github.containerd4j/checkpoint.container";

	/** An annotation of our own with the settings of a CNI network as JSON. */
	static final String NETWORK = "io.github.containerd4j/checkpoint.network";

	/** What annotations with labels of the container begin with; others ignore them. */
	static final String CONTAINER_LABEL = "io.github.containerd4j/checkpoint.label/";

	/** The label of images that are checkpoints. */
	static final String LABEL = "containerd.io/checkpoint";

	private CheckpointParts() {
	}

}

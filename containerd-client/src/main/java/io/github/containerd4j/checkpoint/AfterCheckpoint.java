package io.github.containerd4j.checkpoint;

/**
 * What becomes of a running task once its checkpoint is complete. Until then it stands
 * still, and it goes on if the checkpoint fails.
 *
 * @since 0.1.0
 */
public enum AfterCheckpoint {

	/** It goes on. One that was paused before stays paused. */
	GO_ON,

	/** It stays paused until somebody resumes or kills it. */
	STAY_PAUSED,

	/**
	 * It is killed, with all its processes, when the image is stored. The task is stopped
	 * then, and still has to be deleted.
	 */
	EXIT

}

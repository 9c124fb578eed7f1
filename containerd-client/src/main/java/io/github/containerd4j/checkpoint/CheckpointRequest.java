package io.github.containerd4j.checkpoint;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.task.CheckpointOptions;

/**
 * What a checkpoint holds, and what becomes of the task. The {@code with} methods give
 * changed copies.
 *
 * @param image the name of the image that the checkpoint becomes, taken literally; an
 * image of that name is replaced
 * @param after what becomes of the task
 * @param memory whether the processes are dumped with their memory, which needs CRIU on
 * the daemon's search path and a task that runs or is paused. Without it a restore starts
 * the program anew
 * @param rwLayer whether what the container has changed in its root file system is part
 * of the checkpoint. A restore without it finds the files of the image, and CRIU refuses
 * that where the processes have other files open
 * @param dump how CRIU dumps the processes. Its {@code exit} is set from {@code after},
 * and it must not name a directory for the dump, which goes into the image
 * @since 0.1.0
 */
public record CheckpointRequest(String image, AfterCheckpoint after, boolean memory, boolean rwLayer,
		CheckpointOptions dump) {

	/**
	 * Checks the name and the options.
	 * @param image the name of the image
	 * @param after what becomes of the task
	 * @param memory whether the processes are dumped
	 * @param rwLayer whether changed files are part of it
	 * @param dump how CRIU dumps the processes
	 * @throws InvalidArgumentException if the name is empty, or the dump would go to a
	 * directory
	 */
	public CheckpointRequest {
		if (image.isEmpty()) {
			throw InvalidArgumentException.of("image name", image, "it must not be empty");
		}
		if (dump.imagePath() != null) {
			throw InvalidArgumentException.of("image path of a checkpoint", dump.imagePath(),
					"the dump goes into the image; Task.checkpoint writes one to a directory");
		}
	}

	/**
	 * A checkpoint with memory and changed files, after which the task goes on.
	 * @param image the name of the image, taken literally
	 * @return the request
	 * @throws InvalidArgumentException if the name is empty
	 */
	public static CheckpointRequest to(String image) {
		return new CheckpointRequest(image, AfterCheckpoint.GO_ON, true, true, CheckpointOptions.defaults());
	}

	/**
	 * A copy with another end.
	 * @param after what becomes of the task
	 * @return the copy
	 */
	public CheckpointRequest withAfter(AfterCheckpoint after) {
		return new CheckpointRequest(this.image, after, this.memory, this.rwLayer, this.dump);
	}

	/**
	 * A copy without the processes; needs no CRIU and no task.
	 * @return the copy
	 */
	public CheckpointRequest withoutMemory() {
		return new CheckpointRequest(this.image, this.after, false, this.rwLayer, this.dump);
	}

	/**
	 * A copy without changed files.
	 * @return the copy
	 */
	public CheckpointRequest withoutRwLayer() {
		return new CheckpointRequest(this.image, this.after, this.memory, false, this.dump);
	}

	/**
	 * A copy with other options for CRIU.
	 * @param dump how the processes are dumped
	 * @return the copy
	 * @throws InvalidArgumentException if they name a directory for the dump
	 */
	public CheckpointRequest withDump(CheckpointOptions dump) {
		return new CheckpointRequest(this.image, this.after, this.memory, this.rwLayer, dump);
	}

	/**
	 * The options as the shim gets them. CRIU itself ends the task only where connections
	 * are dumped, which would be torn down by a kill; otherwise the task is killed when
	 * the image is stored, so that no failure in between can lose it.
	 */
	CheckpointOptions shimOptions() {
		return this.dump.withExit(this.after == AfterCheckpoint.EXIT && this.dump.openTcp());
	}

	/**
	 * The options as the image records them.
	 */
	CheckpointOptions recordedOptions() {
		return this.dump.withExit(this.after == AfterCheckpoint.EXIT);
	}

}

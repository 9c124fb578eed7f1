package io.github.containerd4j.containersnapshot;

import io.github.containerd4j.task.CheckpointOptions;

/**
 * How a snapshot of a container is made. The {@code with} methods give changed copies.
 *
 * @param stateful whether it has the memory of the processes
 * @param dump how CRIU dumps the processes, if it does
 * @since 0.1.0
 */
public record SnapshotOptions(boolean stateful, CheckpointOptions dump) {

	private static final SnapshotOptions DEFAULTS = new SnapshotOptions(false, CheckpointOptions.defaults());

	/**
	 * Files and configuration, without memory.
	 * @return the options
	 */
	public static SnapshotOptions defaults() {
		return DEFAULTS;
	}

	/**
	 * The defaults with or without memory. With it, a task must run, and CRIU must be on
	 * the search path of the daemon and fit its kernel.
	 * @param stateful whether the snapshot has the memory of the processes
	 * @return the options
	 */
	public static SnapshotOptions stateful(boolean stateful) {
		return new SnapshotOptions(stateful, CheckpointOptions.defaults());
	}

	/**
	 * A copy with other options for CRIU.
	 * @param dump how the processes are dumped; the task goes on in any case
	 * @return the changed copy
	 */
	public SnapshotOptions withDump(CheckpointOptions dump) {
		return new SnapshotOptions(this.stateful, dump);
	}

}

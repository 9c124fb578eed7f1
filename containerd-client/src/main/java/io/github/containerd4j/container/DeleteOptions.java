package io.github.containerd4j.container;

/**
 * How a container is deleted. The {@code with} methods give changed copies.
 *
 * @param force whether a task is killed and deleted first, and a container that is gone
 * already counts as deleted
 * @param keepSnapshot whether the root file system stays, as garbage for the daemon
 * unless something refers to it
 * @param snapshots whether snapshots of the container go along; they also do by force
 * @since 0.1.0
 */
public record DeleteOptions(boolean force, boolean keepSnapshot, boolean snapshots) {

	private static final DeleteOptions DEFAULTS = new DeleteOptions(false, false, false);

	/**
	 * A task is in the way, snapshots are as well, and the root file system goes too.
	 * @return the options
	 */
	public static DeleteOptions defaults() {
		return DEFAULTS;
	}

	/**
	 * Kills and deletes a task first, and deletes snapshots of the container as well.
	 * @return the changed copy
	 */
	public DeleteOptions withForce() {
		return new DeleteOptions(true, this.keepSnapshot, this.snapshots);
	}

	/**
	 * Keeps the root file system.
	 * @return the changed copy
	 */
	public DeleteOptions withSnapshotKept() {
		return new DeleteOptions(this.force, true, this.snapshots);
	}

	/**
	 * Deletes the snapshots of the container too.
	 * @return the changed copy
	 */
	public DeleteOptions withSnapshots() {
		return new DeleteOptions(this.force, this.keepSnapshot, true);
	}

}

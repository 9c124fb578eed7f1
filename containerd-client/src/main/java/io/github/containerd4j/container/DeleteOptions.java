package io.github.containerd4j.container;

/**
 * How a container is deleted. The {@code with} methods give changed copies.
 *
 * @param force whether a task is killed and deleted first, and a container that is gone
 * already counts as deleted
 * @param keepSnapshot whether the root file system stays, as garbage for the daemon
 * unless something refers to it
 * @since 0.1.0
 */
public record DeleteOptions(boolean force, boolean keepSnapshot) {

	private static final DeleteOptions DEFAULTS = new DeleteOptions(false, false);

	/**
	 * A task is in the way, and the snapshot goes too.
	 * @return the options
	 */
	public static DeleteOptions defaults() {
		return DEFAULTS;
	}

	/**
	 * Kills and deletes a task first.
	 * @return the changed copy
	 */
	public DeleteOptions withForce() {
		return new DeleteOptions(true, this.keepSnapshot);
	}

	/**
	 * Keeps the root file system.
	 * @return the changed copy
	 */
	public DeleteOptions withSnapshotKept() {
		return new DeleteOptions(this.force, true);
	}

}

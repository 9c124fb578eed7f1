package io.github.containerd4j.publish;

import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.Failure;
import io.github.containerd4j.container.ContainerInfo;

/**
 * The snapshot of a container.
 *
 * @param snapshotter the snapshotter
 * @param key the key
 */
record RootSnapshots(String snapshotter, String key) {

	static RootSnapshots of(ContainerInfo container) {
		String snapshotter = container.snapshotter();
		String key = container.snapshotKey();
		if (snapshotter == null || snapshotter.isEmpty() || key == null || key.isEmpty()) {
			Failure failure = new Failure("Snapshots.Stat", "container", container.id(), null,
					ErrorCode.FAILED_PRECONDITION);
			throw new FailedPreconditionException(
					failure.describe() + ": its record names no snapshot, so its files are not containerd's", failure,
					null);
		}
		return new RootSnapshots(snapshotter, key);
	}

}

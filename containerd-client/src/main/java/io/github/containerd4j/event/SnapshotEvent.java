package io.github.containerd4j.event;

import org.jspecify.annotations.Nullable;

/**
 * A snapshot has changed.
 *
 * @since 0.1.0
 */
public sealed interface SnapshotEvent extends EventPayload permits SnapshotPrepare, SnapshotCommit, SnapshotRemove {

	/**
	 * The key of the snapshot.
	 * @return the key of the snapshot
	 */
	String key();

	/**
	 * The snapshotter, since containerd 1.7; {@code null} if the daemon does not tell.
	 * @return the snapshotter
	 */
	@Nullable String snapshotter();

}

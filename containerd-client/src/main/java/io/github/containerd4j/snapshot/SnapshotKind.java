package io.github.containerd4j.snapshot;

/**
 * What a snapshot is for.
 *
 * @since 0.1.0
 */
public enum SnapshotKind {

	/** Not known to this client. */
	UNKNOWN,

	/** Read-only; can be mounted. */
	VIEW,

	/** Writable; can be mounted, and committed. */
	ACTIVE,

	/** Finished; can be the parent of others and cannot be mounted itself. */
	COMMITTED

}

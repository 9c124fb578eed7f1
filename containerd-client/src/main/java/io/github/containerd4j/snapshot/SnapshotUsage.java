package io.github.containerd4j.snapshot;

/**
 * What a snapshot takes of the disk, without its parents, as its snapshotter counts it.
 * <p>
 * Source: {@code UsageResponse} of containerd's {@code services/snapshots/v1}.
 *
 * @param inodes the number of inodes
 * @param size the size in bytes
 * @since 0.1.0
 */
public record SnapshotUsage(long inodes, long size) {

	SnapshotUsage plus(SnapshotUsage other) {
		return new SnapshotUsage(this.inodes + other.inodes, this.size + other.size);
	}

}

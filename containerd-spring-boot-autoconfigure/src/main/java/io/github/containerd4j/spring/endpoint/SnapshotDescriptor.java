package io.github.containerd4j.spring.endpoint;

import java.time.Instant;
import java.util.Map;

import io.github.containerd4j.snapshot.SnapshotInfo;
import io.github.containerd4j.snapshot.SnapshotUsage;
import org.jspecify.annotations.Nullable;

/**
 * One snapshot.
 *
 * @param snapshotter the snapshotter that keeps it
 * @param key the key, or the name of a committed one
 * @param parent what it was made from; {@code null} if from nothing
 * @param kind {@code ACTIVE}, {@code VIEW}, {@code COMMITTED} or {@code UNKNOWN}
 * @param labels the labels, with values that look like secrets masked
 * @param createdAt when it was made
 * @param updatedAt when it was last changed
 * @param usage what it takes on disk; {@code null} in listings, because the daemon
 * measures it for each snapshot
 * @since 0.1.0
 */
public record SnapshotDescriptor(String snapshotter, String key, @Nullable String parent, String kind,
		Map<String, String> labels, @Nullable Instant createdAt, @Nullable Instant updatedAt, @Nullable Usage usage) {

	static SnapshotDescriptor of(String snapshotter, SnapshotInfo snapshot, @Nullable SnapshotUsage usage,
			ValueMask mask) {
		return new SnapshotDescriptor(snapshotter, snapshot.name(), snapshot.parent(), snapshot.kind().name(),
				mask.labels(snapshot.labels()), snapshot.createdAt(), snapshot.updatedAt(),
				(usage != null) ? new Usage(usage.size(), usage.inodes()) : null);
	}

	/**
	 * What a snapshot takes on disk, without its parents.
	 *
	 * @param size the size in bytes
	 * @param inodes the number of files and directories
	 */
	public record Usage(long size, long inodes) {
	}

}

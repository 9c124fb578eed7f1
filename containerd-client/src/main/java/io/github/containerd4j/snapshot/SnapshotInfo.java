package io.github.containerd4j.snapshot;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What is known about a snapshot.
 *
 * @param name the key of an active snapshot or a view, the name of a committed one
 * @param parent the name of the snapshot that it is based on; {@code null} if it is based
 * on none
 * @param kind what it is for
 * @param labels the labels
 * @param createdAt when it was made; {@code null} if that is not told
 * @param updatedAt when its labels were last changed; {@code null} if that is not told
 * @since 0.1.0
 */
public record SnapshotInfo(String name, @Nullable String parent, SnapshotKind kind, Map<String, String> labels,
		@Nullable Instant createdAt, @Nullable Instant updatedAt) {

	/**
	 * Copies the labels.
	 * @param name the key or name
	 * @param parent the parent
	 * @param kind what it is for
	 * @param labels the labels
	 * @param createdAt when it was made
	 * @param updatedAt when its labels were last changed
	 */
	public SnapshotInfo {
		labels = Map.copyOf(labels);
	}

}

package io.github.containerd4j.event;

import org.jspecify.annotations.Nullable;

/**
 * An active snapshot was made; views are not announced. Topic {@code /snapshot/prepare}.
 *
 * @param key the key of the snapshot
 * @param parent the name of its parent; {@code null} for none
 * @param snapshotter the snapshotter, since containerd 1.7; {@code null} if the daemon
 * does not tell
 * @since 0.1.0
 */
public record SnapshotPrepare(String key, @Nullable String parent,
		@Nullable String snapshotter) implements SnapshotEvent {

}

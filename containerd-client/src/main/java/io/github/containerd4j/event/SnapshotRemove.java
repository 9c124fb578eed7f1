package io.github.containerd4j.event;

import org.jspecify.annotations.Nullable;

/**
 * A snapshot was removed, since containerd 1.7 also by garbage collection. Topic {@code
 * /snapshot/remove}.
 *
 * @param key the key of the snapshot
 * @param snapshotter the snapshotter, since containerd 1.7; {@code null} if the daemon
 * does not tell
 * @since 0.1.0
 */
public record SnapshotRemove(String key, @Nullable String snapshotter) implements SnapshotEvent {

}

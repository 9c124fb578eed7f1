package io.github.containerd4j.event;

import org.jspecify.annotations.Nullable;

/**
 * An active snapshot was committed. Topic {@code /snapshot/commit}.
 *
 * @param key the key that the active snapshot had
 * @param name the name of the committed snapshot
 * @param snapshotter the snapshotter, since containerd 1.7; {@code null} if the daemon
 * does not tell
 * @since 0.1.0
 */
public record SnapshotCommit(String key, String name, @Nullable String snapshotter) implements SnapshotEvent {

}

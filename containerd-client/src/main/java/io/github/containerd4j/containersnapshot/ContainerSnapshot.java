package io.github.containerd4j.containersnapshot;

import java.time.Instant;

import io.github.containerd4j.content.Digest;
import org.jspecify.annotations.Nullable;

/**
 * What a container was at some moment.
 *
 * @param containerId the container, by the identifier that it has now
 * @param name the name, unique among the snapshots of the container
 * @param createdAt when it was made
 * @param stateful whether it has the memory of the processes, which go on from there
 * @param size what it added to the disk when it was made, in bytes: the files that the
 * container had written since its snapshot before, and the memory
 * @param snapshotter the snapshotter that keeps the files
 * @param rootSnapshot the committed snapshot with the files; {@code null} for an empty
 * file system
 * @param document the blob that tells all that is known about it
 * @since 0.1.0
 */
public record ContainerSnapshot(String containerId, String name, Instant createdAt, boolean stateful, long size,
		String snapshotter, @Nullable String rootSnapshot, Digest document) {
}

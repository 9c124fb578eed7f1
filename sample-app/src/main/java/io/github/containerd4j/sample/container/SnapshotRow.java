package io.github.containerd4j.sample.container;

import java.time.Instant;

import io.github.containerd4j.containersnapshot.ContainerSnapshot;

/**
 * What the page shows of one snapshot.
 *
 * @param name its name
 * @param createdAt when it was made
 * @param memory whether it has the memory of the processes
 * @param size how many bytes it added
 */
record SnapshotRow(String name, Instant createdAt, boolean memory, long size) {

	static SnapshotRow of(ContainerSnapshot snapshot) {
		return new SnapshotRow(snapshot.name(), snapshot.createdAt(), snapshot.stateful(), snapshot.size());
	}

}

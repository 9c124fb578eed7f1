package io.github.containerd4j.sample.tree;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import io.github.containerd4j.container.ContainerInfo;
import org.jspecify.annotations.Nullable;

/**
 * A container and, if it has one, its task.
 *
 * @param id the identifier
 * @param task the task; {@code null} for none
 * @param image the image's name
 * @param runtime the runtime's name
 * @param snapshotter the snapshotter of the root file system
 * @param snapshotKey the key of the root file system's snapshot
 * @param labels the labels, sorted
 * @param createdAt when it was created
 * @param updatedAt when its record was last changed
 */
public record ContainerNode(String id, @Nullable TaskNode task, @Nullable String image, @Nullable String runtime,
		@Nullable String snapshotter, @Nullable String snapshotKey, Map<String, String> labels,
		@Nullable Instant createdAt, @Nullable Instant updatedAt) {

	static ContainerNode of(ContainerInfo info, @Nullable TaskNode task) {
		String runtime = (info.runtime() != null) ? info.runtime().name() : null;
		return new ContainerNode(info.id(), task, info.image(), runtime, info.snapshotter(), info.snapshotKey(),
				new TreeMap<>(info.labels()), info.createdAt(), info.updatedAt());
	}

	/**
	 * Whether a process of it runs.
	 * @return {@code false} also for a task that is created, paused or stopped
	 */
	public boolean isRunning() {
		return this.task != null && this.task.status().equals("RUNNING");
	}

}

package io.github.containerd4j.spring.endpoint;

import java.time.Instant;
import java.util.Map;

import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.container.RuntimeOptions;
import org.jspecify.annotations.Nullable;

/**
 * One container with its task, without the spec.
 *
 * @param id the identifier
 * @param image the name of the image; {@code null} if none is recorded
 * @param runtime the name of the runtime; {@code null} if none is recorded
 * @param snapshotter the snapshotter of the root file system; {@code null} if none
 * @param snapshotKey the key of the root file system's snapshot; {@code null} if none
 * @param sandbox the sandbox that the container belongs to; {@code null} if none
 * @param labels the labels, with values that look like secrets masked
 * @param createdAt when the record was created
 * @param updatedAt when the record was last changed
 * @param task the task; {@code null} if there is none
 * @since 0.1.0
 */
public record ContainerDescriptor(String id, @Nullable String image, @Nullable String runtime,
		@Nullable String snapshotter, @Nullable String snapshotKey, @Nullable String sandbox,
		Map<String, String> labels, @Nullable Instant createdAt, @Nullable Instant updatedAt,
		@Nullable TaskDescriptor task) {

	static ContainerDescriptor of(ContainerInfo container, @Nullable TaskDescriptor task, ValueMask mask) {
		RuntimeOptions runtime = container.runtime();
		return new ContainerDescriptor(container.id(), container.image(), (runtime != null) ? runtime.name() : null,
				container.snapshotter(), container.snapshotKey(), container.sandbox(), mask.labels(container.labels()),
				container.createdAt(), container.updatedAt(), task);
	}

}

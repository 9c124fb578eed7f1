package io.github.containerd4j.spring.endpoint;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Everything about one container.
 *
 * @param namespace the namespace
 * @param id the identifier
 * @param image the name of the image; {@code null} if none is recorded
 * @param runtime the name of the runtime; {@code null} if none is recorded
 * @param runtimeOptions the type URL of the runtime's options; {@code null} if there are
 * none
 * @param snapshotter the snapshotter of the root file system; {@code null} if none
 * @param snapshotKey the key of the root file system's snapshot; {@code null} if none
 * @param sandbox the sandbox that the container belongs to; {@code null} if none
 * @param labels the labels, with values that look like secrets masked
 * @param createdAt when the record was created
 * @param updatedAt when the record was last changed
 * @param extensions the type URLs of what clients attached, by key
 * @param spec the runtime spec with masked values; {@code null} if there is none
 * @param task the task; {@code null} if there is none
 * @param processes the processes of the task; empty if it does not run
 * @param snapshot the snapshot of the root file system; {@code null} if there is none
 * @param metrics the statistics of the task; {@code null} if it has none
 * @param problems why parts are missing that should be there, by the name of the part
 * @since 0.1.0
 */
public record ContainerDetailDescriptor(String namespace, String id, @Nullable String image, @Nullable String runtime,
		@Nullable String runtimeOptions, @Nullable String snapshotter, @Nullable String snapshotKey,
		@Nullable String sandbox, Map<String, String> labels, @Nullable Instant createdAt, @Nullable Instant updatedAt,
		Map<String, String> extensions, @Nullable SpecDescriptor spec, @Nullable TaskDescriptor task,
		List<ProcessDescriptor> processes, @Nullable SnapshotDescriptor snapshot, @Nullable MetricsDescriptor metrics,
		Map<String, String> problems) implements OperationResponseBody {
}

package io.github.containerd4j.event;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.containerd4j.container.RuntimeOptions;
import io.github.containerd4j.task.ProcessInfo;
import org.jspecify.annotations.Nullable;

/**
 * What the daemon has, as far as resync looks at it.
 *
 * @param namespaces the namespaces by name; the value is {@code null} where something
 * could not be listed
 */
record StateListing(Map<String, @Nullable NamespaceListing> namespaces) {

	/**
	 * One namespace.
	 *
	 * @param labels its labels
	 * @param containers its containers
	 * @param tasks its tasks
	 */
	record NamespaceListing(Map<String, String> labels, List<ListedContainer> containers, List<ProcessInfo> tasks) {
	}

	/**
	 * What a container's record tells, without its spec, which is large.
	 *
	 * @param id the identifier
	 * @param image the name of the image
	 * @param runtime the runtime
	 * @param labels the labels
	 * @param snapshotKey the key of the snapshot
	 * @param createdAt when the record was created
	 * @param updatedAt when it was last changed
	 */
	record ListedContainer(String id, @Nullable String image, @Nullable RuntimeOptions runtime,
			Map<String, String> labels, @Nullable String snapshotKey, Instant createdAt, Instant updatedAt) {
	}

}

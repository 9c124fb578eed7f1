package io.github.containerd4j.event;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A container's record was changed. Topic {@code /containers/update}.
 *
 * @param containerId the container
 * @param image the name of the image; {@code null} if none is recorded
 * @param labels all labels of the container
 * @param snapshotKey the key of the root file system's snapshot; {@code null} if none
 * @since 0.1.0
 */
public record ContainerUpdate(String containerId, @Nullable String image, Map<String, String> labels,
		@Nullable String snapshotKey) implements ContainerEvent {

	/**
	 * Copies the collections.
	 * @param containerId the container
	 * @param image the name of the image
	 * @param labels all labels of the container
	 * @param snapshotKey the key of the root file system's snapshot
	 */
	public ContainerUpdate {
		labels = Map.copyOf(labels);
	}

}

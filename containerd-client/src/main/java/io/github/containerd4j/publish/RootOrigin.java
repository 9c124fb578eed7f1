package io.github.containerd4j.publish;

import java.util.List;
import java.util.Optional;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.oci.ChainId;
import io.github.containerd4j.oci.ImageConfig;
import io.github.containerd4j.oci.Manifest;
import io.github.containerd4j.oci.OciDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * What a container's root file system came from: the image whose layers lie below its
 * snapshot. That is found by the layers: the name in the record may stand for a newer
 * image by now.
 *
 * @param name the name of the image
 * @param target what the name stands for: an index or the manifest
 * @param manifest the descriptor of the manifest for the container's platform
 * @param document the manifest
 * @param config the config
 * @since 0.1.0
 */
public record RootOrigin(String name, Descriptor target, OciDescriptor manifest, Manifest document,
		ImageConfig config) {

	/**
	 * Finds the image below the root file system of a container.
	 * @param namespace the namespace of the container
	 * @param container the container
	 * @return the image; empty if the container has neither an image nor layers
	 * @throws io.github.containerd4j.NotFoundException if the image is gone, or its
	 * documents are
	 * @throws io.github.containerd4j.FailedPreconditionException if the container has no
	 * snapshot, or no image that is here has the layers below it
	 */
	public static Optional<RootOrigin> find(Namespace namespace, ContainerInfo container) {
		return find(namespace, container, RootSnapshots.of(container).key());
	}

	/**
	 * Finds the image below any snapshot that was made of a container's.
	 * @param namespace the namespace of the container
	 * @param container the container
	 * @param snapshot the key or name of the snapshot, in the container's snapshotter
	 * @return the image; empty if there is none below it
	 * @throws io.github.containerd4j.NotFoundException if the snapshot or the image is
	 * gone, or the image's documents are
	 * @throws io.github.containerd4j.FailedPreconditionException if the container has no
	 * snapshotter, or no image that is here has the layers below it
	 */
	public static Optional<RootOrigin> find(Namespace namespace, ContainerInfo container, String snapshot) {
		return new OriginSearch(namespace, container).below(snapshot);
	}

	/**
	 * The snapshot of the unpacked image.
	 * @return its name; {@code null} if the image has no layers
	 */
	public @Nullable String snapshot() {
		List<Digest> diffIds = this.config.diffIds();
		return diffIds.isEmpty() ? null : ChainId.of(diffIds).toString();
	}

}

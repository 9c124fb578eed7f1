package io.github.containerd4j.image;

import java.util.List;

import io.github.containerd4j.oci.OciDescriptor;
import io.github.containerd4j.oci.Platform;
import org.jspecify.annotations.Nullable;

/**
 * What is here of one manifest of an image.
 *
 * @param manifest the manifest
 * @param platform what it runs on; {@code null} if neither the index nor a config that is
 * here tells
 * @param present the blobs that are here, of the manifest, its config and its layers
 * @param missing those that are not here; if the manifest itself is missing, it is not
 * known what else would be needed
 * @since 0.1.0
 */
public record ManifestCheck(OciDescriptor manifest, @Nullable Platform platform, List<OciDescriptor> present,
		List<OciDescriptor> missing) {

	/**
	 * Copies the lists.
	 * @param manifest the manifest
	 * @param platform what it runs on
	 * @param present the blobs that are here
	 * @param missing the blobs that are not here
	 */
	public ManifestCheck {
		present = List.copyOf(present);
		missing = List.copyOf(missing);
	}

	/**
	 * Whether everything is here.
	 * @return whether it is
	 */
	public boolean isComplete() {
		return this.missing.isEmpty();
	}

}

package io.github.containerd4j.image;

import java.util.List;
import java.util.Objects;

import io.github.containerd4j.oci.OciDescriptor;
import io.github.containerd4j.oci.Platform;

/**
 * What is here of an image's content. That an image lacks platforms that nobody pulled is
 * ordinary.
 *
 * @param image the name of the image
 * @param missingIndexes indexes that are not here, so that it is not known what they
 * would refer to; usually none
 * @param manifests the manifests, each with what is here and what is not, in the order of
 * the documents
 * @since 0.1.0
 */
public record ImageCheck(String image, List<OciDescriptor> missingIndexes, List<ManifestCheck> manifests) {

	/**
	 * Copies the lists.
	 * @param image the name of the image
	 * @param missingIndexes indexes that are not here
	 * @param manifests the manifests
	 */
	public ImageCheck {
		missingIndexes = List.copyOf(missingIndexes);
		manifests = List.copyOf(manifests);
	}

	/**
	 * Whether everything is here, for every platform.
	 * @return whether it is
	 */
	public boolean isComplete() {
		return this.missingIndexes.isEmpty() && this.manifests.stream().allMatch(ManifestCheck::isComplete);
	}

	/**
	 * The platforms for which everything is here.
	 * @return the platforms, in the order of the documents
	 */
	public List<Platform> completePlatforms() {
		return this.manifests.stream()
			.filter(ManifestCheck::isComplete)
			.map(ManifestCheck::platform)
			.filter(Objects::nonNull)
			.toList();
	}

}

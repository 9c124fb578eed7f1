package io.github.containerd4j.image;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.content.ContentStore;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.oci.ImageDocuments;
import io.github.containerd4j.oci.Manifest;
import io.github.containerd4j.oci.MediaTypes;
import io.github.containerd4j.oci.OciDescriptor;
import io.github.containerd4j.oci.Platform;
import org.jspecify.annotations.Nullable;

/**
 * Looks which blobs of an image are here.
 */
final class ImageChecker {

	private final ContentStore content;

	private final ImageDocuments documents;

	private final Map<Digest, Boolean> known = new LinkedHashMap<>();

	ImageChecker(ContentStore content) {
		this.content = content;
		this.documents = ImageDocuments.of(content);
	}

	ImageCheck check(ImageInfo image) {
		List<OciDescriptor> missingIndexes = new ArrayList<>();
		List<ManifestCheck> manifests = new ArrayList<>();
		for (OciDescriptor each : this.documents.walkAvailable(image.target())) {
			if (MediaTypes.isManifest(each.mediaType())) {
				manifests.add(check(each));
			}
			else if (MediaTypes.isIndex(each.mediaType()) && !isPresent(each)) {
				missingIndexes.add(each);
			}
		}
		return new ImageCheck(image.name(), missingIndexes, manifests);
	}

	private ManifestCheck check(OciDescriptor manifest) {
		List<OciDescriptor> present = new ArrayList<>();
		List<OciDescriptor> missing = new ArrayList<>();
		for (OciDescriptor each : parts(manifest)) {
			(isPresent(each) ? present : missing).add(each);
		}
		return new ManifestCheck(manifest, platform(manifest), present, missing);
	}

	private List<OciDescriptor> parts(OciDescriptor manifest) {
		List<OciDescriptor> parts = new ArrayList<>();
		parts.add(manifest);
		if (isPresent(manifest)) {
			parts.addAll(this.documents.children(manifest.content()));
		}
		return parts;
	}

	private @Nullable Platform platform(OciDescriptor manifest) {
		Platform platform = manifest.platform();
		if (platform != null || !isPresent(manifest)) {
			return platform;
		}
		Manifest document = this.documents.manifest(manifest.content());
		try {
			return document.isImage() ? this.documents.config(document.config().content()).platform() : null;
		}
		catch (NotFoundException ex) {
			return null;
		}
	}

	private boolean isPresent(OciDescriptor descriptor) {
		return this.known.computeIfAbsent(descriptor.digest(), (digest) -> this.content.find(digest).isPresent());
	}

}

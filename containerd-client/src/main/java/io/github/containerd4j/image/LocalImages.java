package io.github.containerd4j.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.content.ContentStore;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.oci.ImageDocuments;
import io.github.containerd4j.oci.Manifest;
import io.github.containerd4j.oci.MediaTypes;
import io.github.containerd4j.oci.OciDescriptor;
import io.github.containerd4j.oci.Platform;
import io.github.containerd4j.oci.PlatformMatcher;
import io.github.containerd4j.oci.PlatformMismatchException;
import io.github.containerd4j.unpack.Unpacker;

/**
 * Finds images for which no registry need be asked.
 */
final class LocalImages {

	private final ImageService images;

	LocalImages(ImageService images) {
		this.images = images;
	}

	/**
	 * Looks for an image and unpacks it if that is asked for and was not done yet.
	 * @return what the name stands for; empty if there is no such image, or content of it
	 * is missing
	 */
	Optional<Descriptor> find(PullRequest request, Namespace underLease) {
		try {
			return Optional.of(get(request, underLease));
		}
		catch (NotFoundException ex) {
			return Optional.empty();
		}
	}

	/**
	 * As {@link #find}, for those who will not ask a registry.
	 * @throws NotFoundException if there is no such image, or content of it is missing
	 */
	Descriptor get(PullRequest request, Namespace underLease) {
		Descriptor target = this.images.get(request.name()).target();
		for (OciDescriptor manifest : manifests(request, underLease, target)) {
			require(request, underLease, manifest);
		}
		return target;
	}

	private static List<OciDescriptor> manifests(PullRequest request, Namespace underLease, Descriptor target) {
		ImageDocuments documents = ImageDocuments.of(underLease.content());
		WantedPlatforms wanted = request.platforms(underLease);
		List<OciDescriptor> manifests = new ArrayList<>();
		if (wanted.all()) {
			documents.walk(target)
				.stream()
				.filter((each) -> MediaTypes.isManifest(each.mediaType()))
				.forEach(manifests::add);
			return manifests;
		}
		for (PlatformMatcher matcher : wanted.matchers()) {
			manifests.add(documents.resolve(target, matcher));
		}
		return manifests;
	}

	private static void require(PullRequest request, Namespace underLease, OciDescriptor descriptor) {
		ContentStore content = underLease.content();
		ImageDocuments documents = ImageDocuments.of(content);
		Manifest manifest = documents.manifest(descriptor.content());
		WantedPlatforms wanted = request.platforms(underLease);
		boolean unpack = request.options().unpack() && manifest.isImage();
		if (manifest.isImage()) {
			Platform platform = documents.config(manifest.config().content()).platform();
			requireWanted(request, wanted, platform);
			unpack = unpack && (!wanted.all() || wanted.host().matches(platform));
		}
		if (unpack) {
			Unpacker.over(underLease, request.snapshotter())
				.withProgress(request.progress())
				.unpack(descriptor.content());
		}
		else {
			manifest.children().forEach((child) -> content.get(child.digest()));
		}
	}

	// A target that is no index is taken for any platform.
	private static void requireWanted(PullRequest request, WantedPlatforms wanted, Platform platform) {
		if (!platform.os().isEmpty() && !wanted.mayMatch(platform)) {
			throw new PlatformMismatchException(request.name(), wanted.matchers().get(0), List.of(platform));
		}
	}

}

package io.github.containerd4j.publish;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.Failure;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.image.Image;
import io.github.containerd4j.oci.ImageDocuments;
import io.github.containerd4j.oci.ImageFormatException;
import io.github.containerd4j.oci.Manifest;
import io.github.containerd4j.oci.MediaTypes;
import io.github.containerd4j.oci.OciDescriptor;
import io.github.containerd4j.snapshot.SnapshotInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for the image whose layers lie below a snapshot: first the one that the
 * container's record names, then any other.
 */
final class OriginSearch {

	private static final Logger logger = LoggerFactory.getLogger(OriginSearch.class);

	private final Namespace namespace;

	private final ContainerInfo container;

	private final String snapshotter;

	private final ImageDocuments documents;

	OriginSearch(Namespace namespace, ContainerInfo container) {
		this.namespace = namespace;
		this.container = container;
		this.snapshotter = RootSnapshots.of(container).snapshotter();
		this.documents = ImageDocuments.of(namespace.content());
	}

	Optional<RootOrigin> below(String snapshot) {
		List<String> ancestors = this.namespace.snapshots(this.snapshotter)
			.chain(snapshot)
			.stream()
			.skip(1)
			.map(SnapshotInfo::name)
			.toList();
		Image named = named();
		RootOrigin origin = (named != null) ? best(candidates(named), ancestors) : null;
		if (origin == null && !ancestors.isEmpty()) {
			origin = best(others(), ancestors);
		}
		if (origin == null && (this.container.image() != null || !ancestors.isEmpty())) {
			throw missing(named);
		}
		return Optional.ofNullable(origin);
	}

	private @Nullable Image named() {
		String name = this.container.image();
		return (name != null && !name.isEmpty()) ? this.namespace.images().find(name).orElse(null) : null;
	}

	/**
	 * The image that reaches highest.
	 */
	private static @Nullable RootOrigin best(Stream<RootOrigin> candidates, List<String> ancestors) {
		return candidates.filter((each) -> depth(each, ancestors) >= 0)
			.min((one, other) -> Integer.compare(depth(one, ancestors), depth(other, ancestors)))
			.orElse(null);
	}

	/**
	 * How many snapshots are between; -1 if the image is not below.
	 */
	private static int depth(RootOrigin origin, List<String> ancestors) {
		String top = origin.snapshot();
		return (top != null) ? ancestors.indexOf(top) : ancestors.size();
	}

	private Stream<RootOrigin> others() {
		return this.namespace.images().list().stream().flatMap((image) -> {
			try {
				return candidates(image);
			}
			catch (ImageFormatException | NotFoundException ex) {
				logger.debug("Image {} is not the one that container {} came from", image.name(), this.container.id(),
						ex);
				return Stream.empty();
			}
		});
	}

	private Stream<RootOrigin> candidates(Image image) {
		return this.documents.walkAvailable(image.target())
			.stream()
			.filter((each) -> MediaTypes.isManifest(each.mediaType()))
			.flatMap((manifest) -> candidate(image, manifest).stream());
	}

	private Optional<RootOrigin> candidate(Image image, OciDescriptor descriptor) {
		try {
			Manifest manifest = this.documents.manifest(descriptor.content());
			if (!manifest.isImage()) {
				return Optional.empty();
			}
			Descriptor config = manifest.config().content();
			return Optional
				.of(new RootOrigin(image.name(), image.target(), descriptor, manifest, this.documents.config(config)));
		}
		catch (NotFoundException ex) {
			// Another platform, as a rule, of which only the index tells.
			return Optional.empty();
		}
	}

	private RuntimeException missing(@Nullable Image named) {
		String name = String.valueOf(this.container.image());
		ErrorCode code = (named != null) ? ErrorCode.FAILED_PRECONDITION : ErrorCode.NOT_FOUND;
		Failure failure = new Failure("Images.Get", "image", name, this.namespace.name(), code);
		String text = failure.describe() + ": container " + this.container.id() + " was created from it, but ";
		if (named == null) {
			return new NotFoundException(text + "it is gone, and no other image has its layers", failure, null);
		}
		return new FailedPreconditionException(
				text + "neither what the name stands for now nor another image has both its documents and the "
						+ "layers below the container's snapshot; pull that image again",
				failure, null);
	}

}

package io.github.containerd4j.migrate;

import java.util.Map;
import java.util.Optional;

import io.github.containerd4j.AlreadyExistsException;
import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.image.Image;
import io.github.containerd4j.image.ImageInfo;
import io.github.containerd4j.image.ImageService;
import io.github.containerd4j.oci.GcLabels;
import io.github.containerd4j.oci.ImageDocuments;
import io.github.containerd4j.oci.MediaTypes;
import io.github.containerd4j.oci.OciDescriptor;
import io.github.containerd4j.publish.RootOrigin;
import io.github.containerd4j.undo.Rollback;

/**
 * Brings the image of a container to the target: the content for the container's
 * platform, and a name.
 */
final class ImageCopy {

	private final Namespace source;

	private final BlobCopy blobs;

	private final ImageService images;

	private final Rollback rollback;

	ImageCopy(Namespace source, Namespace target, BlobCopy blobs, Rollback rollback) {
		this.source = source;
		this.blobs = blobs;
		this.images = target.images();
		this.rollback = rollback;
	}

	/**
	 * Copies layers, config and documents, the upper ones last.
	 */
	void copyContent(RootOrigin origin) {
		origin.document().layers().forEach((layer) -> this.blobs.copy(layer.content(), Map.of()));
		this.blobs.copy(origin.document().config().content(), Map.of());
		this.blobs.copy(origin.manifest().content(), GcLabels.forChildren(origin.document().children()));
		ImageDocuments documents = ImageDocuments.of(this.source.content());
		for (OciDescriptor each : documents.walkAvailable(origin.target())) {
			if (MediaTypes.isIndex(each.mediaType()) && this.source.content().find(each.digest()).isPresent()) {
				this.blobs.copy(each.content(), GcLabels.forChildren(documents.children(each.content())));
			}
		}
	}

	/**
	 * Names the image as it was named, or by name and digest if its name stands for
	 * something else at the target.
	 * @return the name
	 */
	String name(RootOrigin origin) {
		if (isNamed(origin.name(), origin.target())) {
			return origin.name();
		}
		String unique = origin.name() + "@" + origin.target().digest();
		return isNamed(unique, origin.target()) ? unique : origin.name();
	}

	private boolean isNamed(String name, Descriptor target) {
		Optional<Image> there = this.images.find(name);
		if (there.isPresent()) {
			return there.get().target().digest().equals(target.digest());
		}
		try {
			this.images.create(ImageInfo.of(name, target.withAnnotations(Map.of())));
			this.rollback.add(() -> this.images.delete(name));
			return true;
		}
		catch (AlreadyExistsException ex) {
			// Somebody else was faster.
			return this.images.find(name)
				.filter((image) -> image.target().digest().equals(target.digest()))
				.isPresent();
		}
		catch (ContainerdException ex) {
			// The answer alone may have been lost.
			this.rollback.add(() -> this.images.delete(name));
			throw ex;
		}
	}

}

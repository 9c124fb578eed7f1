package io.github.containerd4j.spring.endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.image.Image;
import io.github.containerd4j.oci.ImageConfig;
import io.github.containerd4j.oci.ImageDocuments;
import io.github.containerd4j.oci.Manifest;
import io.github.containerd4j.oci.OciDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * Reads the images of a namespace. Their records come in one call. What their content
 * tells takes some calls for each image, so it is read only of a limited number of them
 * and only while there is time: the records are told in any case.
 */
final class ImageListing {

	/** The most images whose content is read for one answer. */
	static final int MAX_DETAILED = 200;

	private final Reading reading;

	private final String namespace;

	private int detailed;

	private @Nullable String problem;

	ImageListing(Reading reading, String namespace) {
		this.reading = reading;
		this.namespace = namespace;
	}

	List<ImageDescriptor> read(boolean details) {
		List<ImageDescriptor> images = new ArrayList<>();
		for (Image image : this.reading.namespace(this.namespace).images().list()) {
			images.add(ImageDescriptor.of(image.info(), this.reading.mask(), details ? details(image) : null));
		}
		return images;
	}

	/**
	 * Why details are missing.
	 */
	@Nullable String problem() {
		return this.problem;
	}

	private ImageDescriptor.@Nullable Details details(Image image) {
		if (this.detailed >= MAX_DETAILED || this.reading.deadline().isOver()) {
			this.problem = String.format(Locale.ROOT,
					"details are read of at most %d images and within the time limit, which were %d here; ask for"
							+ " the others by name",
					MAX_DETAILED, this.detailed);
			return null;
		}
		this.detailed++;
		try {
			return read(image.name());
		}
		catch (ContainerdException ex) {
			return new ImageDescriptor.Details(null, null, null, null, ex.getMessage());
		}
	}

	private ImageDescriptor.Details read(String name) {
		// A handle whose calls end with the time that is left for the answer.
		Image image = this.reading.namespace(this.namespace).images().get(name);
		ImageDocuments documents = ImageDocuments.of(this.reading.namespace(this.namespace).content());
		OciDescriptor found = image.readManifestDescriptor();
		Manifest manifest = documents.manifest(found.content());
		ImageConfig config = documents.config(manifest.config().content());
		long size = Stream.concat(Stream.of(found, manifest.config()), manifest.layers().stream())
			.mapToLong(OciDescriptor::size)
			.sum();
		return new ImageDescriptor.Details(manifest.config().digest().toString(), config.platform().toString(),
				config.created(), size, null);
	}

}

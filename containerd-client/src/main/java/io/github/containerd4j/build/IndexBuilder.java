package io.github.containerd4j.build;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.image.Image;
import io.github.containerd4j.image.ImageInfo;
import io.github.containerd4j.lease.Lease;
import io.github.containerd4j.lease.LeaseOptions;
import io.github.containerd4j.lease.LeaseResource;
import io.github.containerd4j.oci.GcLabels;
import io.github.containerd4j.oci.ImageDocuments;
import io.github.containerd4j.oci.Index;
import io.github.containerd4j.oci.MediaTypes;
import io.github.containerd4j.oci.OciDescriptor;
import io.github.containerd4j.oci.Platform;
import org.jspecify.annotations.Nullable;

/**
 * Joins images for several platforms under one name. Not safe for use by many threads.
 *
 * @since 0.1.0
 */
public final class IndexBuilder {

	private final Namespace namespace;

	private final List<Image> images = new ArrayList<>();

	private final Map<String, String> annotations = new TreeMap<>();

	private @Nullable String name;

	IndexBuilder(Namespace namespace) {
		this.namespace = namespace;
	}

	/**
	 * Sets the name of the new image. An image of that name is replaced.
	 * @param name the name, taken literally
	 * @return this builder
	 * @throws InvalidArgumentException if the name is empty
	 */
	public IndexBuilder name(String name) {
		this.name = ImageBuilder.requireName(name);
		return this;
	}

	/**
	 * Adds an image; its config says what it runs on.
	 * @param image an image for one platform, of the same namespace
	 * @return this builder
	 */
	public IndexBuilder add(Image image) {
		this.images.add(image);
		return this;
	}

	/**
	 * Adds an annotation to the index.
	 * @param key the key
	 * @param value the value
	 * @return this builder
	 */
	public IndexBuilder annotation(String key, String value) {
		this.annotations.put(key, value);
		return this;
	}

	/**
	 * Builds the index.
	 * @return the image that stands for it
	 * @throws InvalidArgumentException if there is no name, an image is an index itself,
	 * or two are for the same platform
	 * @throws io.github.containerd4j.NotFoundException if a manifest or a config is
	 * missing
	 */
	public Image build() {
		String target = ImageBuilder.requireName(this.name);
		try (Lease lease = this.namespace.leases().open(LeaseOptions.forOperation("build"))) {
			Namespace leased = this.namespace.withLease(lease);
			this.images.forEach((image) -> lease.add(LeaseResource.content(image.target().digest())));
			List<OciDescriptor> manifests = manifests(ImageDocuments.of(leased.content()));
			Index index = new Index(MediaTypes.OCI_INDEX, manifests, "", null, this.annotations);
			ImageWriter writer = new ImageWriter(leased);
			Descriptor descriptor = writer.write("index", MediaTypes.OCI_INDEX, index.toJson(),
					GcLabels.forChildren(manifests));
			return writer.save(ImageInfo.of(target, descriptor));
		}
	}

	private List<OciDescriptor> manifests(ImageDocuments documents) {
		Map<Platform, OciDescriptor> manifests = new LinkedHashMap<>();
		for (Image image : this.images) {
			Platform platform = platform(documents, image);
			OciDescriptor manifest = OciDescriptor.of(image.target().withAnnotations(Map.of()), platform);
			if (manifests.putIfAbsent(platform.normalized(), manifest) != null) {
				throw InvalidArgumentException.of("image of an index", image.name(),
						"there is another one for " + platform);
			}
		}
		return List.copyOf(manifests.values());
	}

	private static Platform platform(ImageDocuments documents, Image image) {
		Descriptor target = image.target();
		if (!MediaTypes.isManifest(target.mediaType())) {
			throw InvalidArgumentException.of("image of an index", image.name(), "it is for more than one platform");
		}
		return documents.config(documents.manifest(target).config().content()).platform();
	}

}

package io.github.containerd4j.build;

import java.util.List;

import io.github.containerd4j.content.ContentStore;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.oci.ImageConfig;
import io.github.containerd4j.oci.ImageDocuments;
import io.github.containerd4j.oci.ImageFormatException;
import io.github.containerd4j.oci.Manifest;
import io.github.containerd4j.oci.MediaTypes;
import io.github.containerd4j.oci.OciDescriptor;
import io.github.containerd4j.oci.PlatformMatcher;

/**
 * What a new image takes from the one that it begins with.
 *
 * @param layers the layers, in OCI's words also if Docker made the image
 * @param config the config
 * @since 0.1.0
 */
public record BaseImage(List<OciDescriptor> layers, ImageConfig config) {

	/**
	 * Copies the layers.
	 * @param layers the layers
	 * @param config the config
	 */
	public BaseImage {
		layers = List.copyOf(layers);
	}

	static BaseImage read(ContentStore content, Descriptor target, PlatformMatcher platforms) {
		return read(content, ImageDocuments.of(content).resolve(target, platforms).content());
	}

	/**
	 * Reads the base and makes sure that all of it is there.
	 * @param content the blobs of its namespace
	 * @param descriptor its manifest
	 * @return the base
	 * @throws io.github.containerd4j.NotFoundException if something is missing
	 * @throws ImageFormatException if it is no image, or breaks the rules
	 */
	public static BaseImage read(ContentStore content, Descriptor descriptor) {
		ImageDocuments documents = ImageDocuments.of(content);
		Manifest manifest = documents.manifest(descriptor);
		if (!manifest.isImage()) {
			throw ImageFormatException.of("image manifest", descriptor.digest().toString(),
					"it is no image that another one could begin with");
		}
		ImageConfig config = documents.config(manifest.config().content());
		manifest.layers().forEach((layer) -> content.get(layer.digest()));
		return new BaseImage(manifest.layers().stream().map(BaseImage::inOciTerms).toList(), config);
	}

	// An OCI manifest shall name OCI layers only: other tools refuse a mixture.
	private static OciDescriptor inOciTerms(OciDescriptor layer) {
		Descriptor content = layer.content();
		String mediaType = switch (layer.mediaType()) {
			case MediaTypes.DOCKER_LAYER -> MediaTypes.OCI_LAYER;
			case MediaTypes.DOCKER_LAYER_GZIP -> MediaTypes.OCI_LAYER_GZIP;
			case MediaTypes.DOCKER_LAYER_ZSTD -> MediaTypes.OCI_LAYER_ZSTD;
			default -> layer.mediaType();
		};
		return new OciDescriptor(new Descriptor(mediaType, content.digest(), content.size(), content.annotations()),
				layer.platform(), layer.urls(), layer.artifactType());
	}

}

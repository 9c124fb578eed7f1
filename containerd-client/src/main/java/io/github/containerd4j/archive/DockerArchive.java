package io.github.containerd4j.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.oci.Compression;
import io.github.containerd4j.oci.ImageConfig;
import io.github.containerd4j.oci.Manifest;
import io.github.containerd4j.oci.MediaTypes;
import io.github.containerd4j.oci.OciDescriptor;

/**
 * The images of an archive as {@code docker save} writes it. It has no manifests, so they
 * are made: the same as containerd's own import makes them.
 */
final class DockerArchive {

	private final ArchiveBlobs blobs;

	private final ArchiveSource source;

	private DockerArchive(ArchiveBlobs blobs) {
		this.blobs = blobs;
		this.source = blobs.source();
	}

	static List<Root> roots(ArchiveBlobs blobs, ImageNames names) {
		DockerArchive archive = new DockerArchive(blobs);
		List<Root> roots = new ArrayList<>();
		for (DockerImage image : DockerImage.parse(blobs.source().read(ArchivePaths.DOCKER_MANIFEST))) {
			Descriptor manifest = archive.manifest(image);
			roots.add(new Root(OciDescriptor.of(manifest), names.ofTags(image.repoTags(), manifest.digest())));
		}
		return roots;
	}

	private Descriptor manifest(DockerImage image) {
		byte[] json = this.source.read(image.config());
		// Docker has no name for Zstandard that all daemons know.
		boolean oci = image.layers().stream().anyMatch((path) -> this.source.compression(path) == Compression.ZSTD);
		Descriptor config = Descriptor.of(oci ? MediaTypes.OCI_CONFIG : MediaTypes.DOCKER_CONFIG, json);
		this.blobs.locate(config.digest(), image.config());
		List<OciDescriptor> layers = layers(image, ImageConfig.parse(json).diffIds(), oci);
		Manifest manifest = new Manifest(oci ? MediaTypes.OCI_MANIFEST : MediaTypes.DOCKER_MANIFEST,
				OciDescriptor.of(config), layers, "", null, Map.of());
		return this.blobs.add(manifest.mediaType(), manifest.toJson());
	}

	private List<OciDescriptor> layers(DockerImage image, List<Digest> diffIds, boolean oci) {
		boolean complete = diffIds.size() == image.layers().size();
		List<OciDescriptor> layers = new ArrayList<>();
		for (String path : image.layers()) {
			Digest diffId = complete ? diffIds.get(layers.size()) : null;
			Compression compression = this.source.compression(path);
			// The digest of a plain tar is the diff id; others must be stored to know it.
			Digest digest = (diffId != null && compression == Compression.NONE) ? diffId
					: this.source.store(path, ArchivePaths.digest(path).orElse(null));
			this.blobs.locate(digest, path);
			layers.add(OciDescriptor.of(Descriptor.of(mediaType(compression, oci), digest, this.source.size(path))));
		}
		return layers;
	}

	private static String mediaType(Compression compression, boolean oci) {
		return switch (compression) {
			case NONE -> oci ? MediaTypes.OCI_LAYER : MediaTypes.DOCKER_LAYER;
			case GZIP -> oci ? MediaTypes.OCI_LAYER_GZIP : MediaTypes.DOCKER_LAYER_GZIP;
			case ZSTD -> MediaTypes.OCI_LAYER_ZSTD;
		};
	}

}

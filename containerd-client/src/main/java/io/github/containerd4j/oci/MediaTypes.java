package io.github.containerd4j.oci;

import java.util.Optional;
import java.util.Set;

/**
 * The media types of images, and what they stand for.
 * <p>
 * Source: {@code media-types.md} of the OCI image specification 1.1, and
 * {@code core/images/mediatypes.go} of containerd 2.1.
 *
 * @since 0.1.0
 */
public final class MediaTypes {

	/** OCI: several images, one for each platform. */
	public static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";

	/** OCI: one image. */
	public static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";

	/** OCI: the config of an image. */
	public static final String OCI_CONFIG = "application/vnd.oci.image.config.v1+json";

	/** OCI: a layer as a plain tar. */
	public static final String OCI_LAYER = "application/vnd.oci.image.layer.v1.tar";

	/** OCI: a layer as a tar compressed by gzip. */
	public static final String OCI_LAYER_GZIP = OCI_LAYER + "+gzip";

	/** OCI: a layer as a tar compressed by Zstandard. */
	public static final String OCI_LAYER_ZSTD = OCI_LAYER + "+zstd";

	/** OCI: an empty JSON object, which artifacts have in place of a config. */
	public static final String OCI_EMPTY = "application/vnd.oci.empty.v1+json";

	/** Docker: several images, one for each platform. */
	public static final String DOCKER_MANIFEST_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";

	/** Docker: one image. */
	public static final String DOCKER_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";

	/** Docker: the config of an image. */
	public static final String DOCKER_CONFIG = "application/vnd.docker.container.image.v1+json";

	/** Docker: a layer as a tar, by rights plain; some are compressed all the same. */
	public static final String DOCKER_LAYER = "application/vnd.docker.image.rootfs.diff.tar";

	/** Docker: a layer as a tar compressed by gzip. */
	public static final String DOCKER_LAYER_GZIP = DOCKER_LAYER + ".gzip";

	/** Docker: a layer as a tar compressed by Zstandard, since containerd 2.0. */
	public static final String DOCKER_LAYER_ZSTD = DOCKER_LAYER + ".zstd";

	/** Docker: a layer that is not to be distributed, as a tar. */
	public static final String DOCKER_FOREIGN_LAYER = "application/vnd.docker.image.rootfs.foreign.diff.tar";

	/** Docker: a layer that is not to be distributed, as a tar compressed by gzip. */
	public static final String DOCKER_FOREIGN_LAYER_GZIP = DOCKER_FOREIGN_LAYER + ".gzip";

	/** Docker: an image of the schema 1, which containerd dropped in 2.1. */
	public static final String DOCKER_SCHEMA1 = "application/vnd.docker.distribution.manifest.v1+json";

	/** Docker: an image of the schema 1 with signatures. */
	public static final String DOCKER_SCHEMA1_SIGNED = "application/vnd.docker.distribution.manifest.v1+prettyjws";

	private static final String OCI_LAYERS = "application/vnd.oci.image.layer.";

	private static final Set<String> OTHER_LAYERS = Set.of(DOCKER_LAYER, DOCKER_LAYER_GZIP, DOCKER_LAYER_ZSTD,
			DOCKER_FOREIGN_LAYER, DOCKER_FOREIGN_LAYER_GZIP, "application/vnd.erofs.layer.v1");

	private MediaTypes() {
	}

	/**
	 * Whether it is a list of images.
	 * @param mediaType the media type
	 * @return whether it is
	 */
	public static boolean isIndex(String mediaType) {
		return mediaType.equals(OCI_INDEX) || mediaType.equals(DOCKER_MANIFEST_LIST);
	}

	/**
	 * Whether it is a manifest: an image or an artifact.
	 * @param mediaType the media type
	 * @return whether it is
	 */
	public static boolean isManifest(String mediaType) {
		return mediaType.equals(OCI_MANIFEST) || mediaType.equals(DOCKER_MANIFEST);
	}

	/**
	 * Whether it is the config of an image.
	 * @param mediaType the media type
	 * @return whether it is
	 */
	public static boolean isConfig(String mediaType) {
		return mediaType.equals(OCI_CONFIG) || mediaType.equals(DOCKER_CONFIG);
	}

	/**
	 * Whether it is a layer that a file system can be made of, however it is compressed
	 * or encrypted.
	 * @param mediaType the media type
	 * @return whether it is
	 */
	public static boolean isLayer(String mediaType) {
		return mediaType.startsWith(OCI_LAYERS) || OTHER_LAYERS.contains(base(mediaType));
	}

	/**
	 * Whether it is a layer that must not be pushed to just any registry.
	 * @param mediaType the media type
	 * @return whether it is
	 */
	public static boolean isNonDistributable(String mediaType) {
		return mediaType.startsWith(OCI_LAYERS + "nondistributable.")
				|| base(mediaType).startsWith(DOCKER_FOREIGN_LAYER);
	}

	/**
	 * Whether it is an image of Docker's schema 1, which is not supported.
	 * @param mediaType the media type
	 * @return whether it is
	 */
	public static boolean isSchema1(String mediaType) {
		return mediaType.equals(DOCKER_SCHEMA1) || mediaType.equals(DOCKER_SCHEMA1_SIGNED);
	}

	/**
	 * How a layer is compressed, going by its name. A {@link #DOCKER_LAYER} may be
	 * compressed all the same: its first bytes tell.
	 * @param mediaType the media type of a layer
	 * @return the compression; empty if it is no tar, or something else was done to it,
	 * such as encryption
	 */
	public static Optional<Compression> compressionOf(String mediaType) {
		if (!isLayer(mediaType) || !base(mediaType).contains(".tar")) {
			return Optional.empty();
		}
		String suffix = mediaType.substring(mediaType.indexOf(".tar") + ".tar".length());
		return switch (suffix) {
			case "" -> Optional.of(Compression.NONE);
			case "+gzip", ".gzip" -> Optional.of(Compression.GZIP);
			case "+zstd", ".zstd" -> Optional.of(Compression.ZSTD);
			default -> Optional.empty();
		};
	}

	private static String base(String mediaType) {
		int plus = mediaType.indexOf('+');
		return (plus < 0) ? mediaType : mediaType.substring(0, plus);
	}

}

package io.github.containerd4j.container;

import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.image.Image;
import io.github.containerd4j.oci.ImageConfig;
import io.github.containerd4j.oci.MediaTypes;

/**
 * The configs of images, which need not be read again for each container: the digest of a
 * manifest tells the one of its config. Which manifest of an index is meant is asked each
 * time, as it depends on what the daemon has of it. What one daemon says is in an image
 * tells nothing about another one.
 */
final class ImageConfigs {

	private static final int MAX_CONFIGS = 64;

	// Most have a tenth of that.
	private static final int MAX_BYTES = 64 * 1024;

	private static final ImageConfigs SHARED = new ImageConfigs();

	private final Remembered<Key, ImageConfig> configs = new Remembered<>(MAX_CONFIGS);

	static ImageConfigs shared() {
		return SHARED;
	}

	/**
	 * The config of an image for its platform.
	 * @param daemon tells the daemon from others
	 * @param image the image
	 * @throws io.github.containerd4j.NotFoundException if content is missing that was not
	 * read before
	 */
	ImageConfig of(String daemon, Image image) {
		Key key = new Key(daemon, manifest(image));
		ImageConfig known = this.configs.find(key);
		if (known != null) {
			return known;
		}
		ImageConfig config = image.readConfig();
		if (config.toJson().length <= MAX_BYTES) {
			this.configs.keep(key, config);
		}
		return config;
	}

	private static Digest manifest(Image image) {
		Descriptor target = image.target();
		return MediaTypes.isManifest(target.mediaType()) ? target.digest()
				: image.readManifestDescriptor().content().digest();
	}

	private record Key(String daemon, Digest manifest) {
	}

}

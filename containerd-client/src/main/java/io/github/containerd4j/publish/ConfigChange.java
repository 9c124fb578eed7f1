package io.github.containerd4j.publish;

import io.github.containerd4j.oci.ImageConfig;
import io.github.containerd4j.oci.ImageConfigBuilder;

/**
 * Changes the config of an image.
 */
@FunctionalInterface
interface ConfigChange {

	/**
	 * Changes the config.
	 * @param before what it says so far
	 * @param config the new one, which begins with that
	 */
	void apply(ImageConfig before, ImageConfigBuilder config);

}

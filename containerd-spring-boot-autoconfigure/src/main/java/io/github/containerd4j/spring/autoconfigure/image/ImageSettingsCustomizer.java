package io.github.containerd4j.spring.autoconfigure.image;

import io.github.containerd4j.image.ImageSettings;

/**
 * Changes how images are moved. Beans of this type are applied in their order, after the
 * properties.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ImageSettingsCustomizer {

	/**
	 * Changes the settings.
	 * @param settings the settings, with all properties applied
	 * @return the changed copy
	 */
	ImageSettings customize(ImageSettings settings);

}

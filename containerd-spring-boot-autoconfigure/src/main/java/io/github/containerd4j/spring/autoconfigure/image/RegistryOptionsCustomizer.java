package io.github.containerd4j.spring.autoconfigure.image;

import io.github.containerd4j.registry.RegistryOptions;

/**
 * Changes how registries are reached. Beans of this type are applied in their order,
 * after the properties.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface RegistryOptionsCustomizer {

	/**
	 * Changes the builder.
	 * @param builder the builder, with all properties applied
	 */
	void customize(RegistryOptions.Builder builder);

}

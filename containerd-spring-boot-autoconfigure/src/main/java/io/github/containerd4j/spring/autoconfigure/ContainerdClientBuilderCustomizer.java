package io.github.containerd4j.spring.autoconfigure;

import io.github.containerd4j.ContainerdClient;

/**
 * Changes the client before it is made. Beans of this type are applied in their order,
 * after the properties.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ContainerdClientBuilderCustomizer {

	/**
	 * Changes the builder.
	 * @param builder the builder, with all properties applied
	 */
	void customize(ContainerdClient.Builder builder);

}

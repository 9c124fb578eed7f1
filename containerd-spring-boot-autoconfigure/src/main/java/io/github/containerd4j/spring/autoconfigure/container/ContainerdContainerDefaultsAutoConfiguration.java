package io.github.containerd4j.spring.autoconfigure.container;

import io.github.containerd4j.container.ContainerDefaults;
import io.github.containerd4j.spring.autoconfigure.ConditionalOnContainerdEnabled;
import io.github.containerd4j.spring.autoconfigure.ContainerdAutoConfiguration;
import io.github.containerd4j.spring.autoconfigure.ContainerdClientBuilderCustomizer;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Configures what containers have whose specification says nothing else, also those that
 * the application creates through the beans.
 *
 * @since 0.1.0
 */
@AutoConfiguration(before = ContainerdAutoConfiguration.class)
@ConditionalOnContainerdEnabled
@EnableConfigurationProperties(ContainerdContainersProperties.class)
public final class ContainerdContainerDefaultsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ContainerDefaults containerdContainerDefaults(ContainerdContainersProperties properties) {
		return PropertiesContainerDefaults.of(properties.getDefaults());
	}

	// Before the application's own customizers, which may set other defaults.
	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	ContainerdClientBuilderCustomizer containerdContainerDefaultsCustomizer(ContainerDefaults defaults) {
		return (builder) -> builder.containers(defaults);
	}

}

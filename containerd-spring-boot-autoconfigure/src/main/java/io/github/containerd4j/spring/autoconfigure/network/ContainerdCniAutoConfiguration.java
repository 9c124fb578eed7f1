package io.github.containerd4j.spring.autoconfigure.network;

import io.github.containerd4j.network.Cni;
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
 * Configures the networks that containers are connected to. Nothing here reads a
 * configuration or runs a plugin.
 *
 * @since 0.1.0
 */
@AutoConfiguration(before = ContainerdAutoConfiguration.class)
@ConditionalOnContainerdEnabled
@EnableConfigurationProperties(ContainerdCniProperties.class)
public final class ContainerdCniAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	Cni containerdCni(ContainerdCniProperties properties) {
		return PropertiesCni.of(properties);
	}

	// Before the application's own customizers, which may set other networks.
	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	ContainerdClientBuilderCustomizer containerdCniCustomizer(Cni cni) {
		return (builder) -> builder.cni(cni);
	}

}

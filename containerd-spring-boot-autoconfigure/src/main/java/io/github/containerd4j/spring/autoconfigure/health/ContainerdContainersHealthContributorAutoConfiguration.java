package io.github.containerd4j.spring.autoconfigure.health;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.spring.autoconfigure.ContainerdProperties;
import io.github.containerd4j.spring.autoconfigure.container.ContainerdContainersAutoConfiguration;
import io.github.containerd4j.spring.container.DeclaredContainers;
import io.github.containerd4j.spring.health.DeclaredContainersHealthIndicator;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * Adds {@code containerdContainers}, the declared containers and their probes, to the
 * health of the application.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ContainerdContainersAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnEnabledHealthIndicator.class)
@ConditionalOnBean({ ContainerdClient.class, DeclaredContainers.class })
@ConditionalOnBooleanProperty("containerd.health.containers.enabled")
@EnableConfigurationProperties(ContainerdProperties.class)
public final class ContainerdContainersHealthContributorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = { "containerdContainersHealthIndicator", "containerdContainersHealthContributor" })
	DeclaredContainersHealthIndicator containerdContainersHealthIndicator(ContainerdClient client,
			DeclaredContainers containers, ContainerdProperties properties) {
		return new DeclaredContainersHealthIndicator(client, containers, properties.getHealth().getTimeout());
	}

}

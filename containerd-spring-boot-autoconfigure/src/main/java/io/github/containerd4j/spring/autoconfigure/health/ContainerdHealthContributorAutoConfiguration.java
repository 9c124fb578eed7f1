package io.github.containerd4j.spring.autoconfigure.health;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.spring.autoconfigure.ContainerdAutoConfiguration;
import io.github.containerd4j.spring.autoconfigure.ContainerdProperties;
import io.github.containerd4j.spring.health.ContainerdHealthIndicator;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.CompositeHealthContributorConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.context.annotation.Bean;

/**
 * Adds {@code containerd} to the health of the application; several clients become
 * several components of it.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ContainerdAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnEnabledHealthIndicator.class)
@ConditionalOnBean(ContainerdClient.class)
@ConditionalOnEnabledHealthIndicator("containerd")
@EnableConfigurationProperties(ContainerdProperties.class)
public final class ContainerdHealthContributorAutoConfiguration
		extends CompositeHealthContributorConfiguration<ContainerdHealthIndicator, ContainerdClient> {

	ContainerdHealthContributorAutoConfiguration(ContainerdProperties properties) {
		super((client) -> new ContainerdHealthIndicator(client, properties.getHealth().getTimeout()));
	}

	@Bean
	@ConditionalOnMissingBean(name = { "containerdHealthIndicator", "containerdHealthContributor" })
	HealthContributor containerdHealthContributor(ConfigurableListableBeanFactory beanFactory) {
		return createContributor(beanFactory, ContainerdClient.class);
	}

}

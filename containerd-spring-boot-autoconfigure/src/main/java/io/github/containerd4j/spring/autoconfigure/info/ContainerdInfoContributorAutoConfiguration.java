package io.github.containerd4j.spring.autoconfigure.info;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.spring.autoconfigure.ContainerdAutoConfiguration;
import io.github.containerd4j.spring.autoconfigure.ContainerdProperties;
import io.github.containerd4j.spring.info.ContainerdInfoContributor;

import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Adds {@code containerd} to what the info endpoint tells.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ContainerdAutoConfiguration.class)
@ConditionalOnClass({ InfoContributor.class, ConditionalOnEnabledInfoContributor.class })
@ConditionalOnSingleCandidate(ContainerdClient.class)
@ConditionalOnEnabledInfoContributor("containerd")
@EnableConfigurationProperties(ContainerdProperties.class)
public final class ContainerdInfoContributorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ContainerdInfoContributor containerdInfoContributor(ContainerdClient client, ContainerdProperties properties) {
		return new ContainerdInfoContributor(client, properties.getHealth().getTimeout());
	}

}

package io.github.containerd4j.spring.autoconfigure.endpoint;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.spring.autoconfigure.ContainerdAutoConfiguration;
import io.github.containerd4j.spring.endpoint.ContainerdEndpoint;
import io.github.containerd4j.spring.endpoint.ContainerdEndpointWebExtension;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Configures the actuator endpoint.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ContainerdAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnAvailableEndpoint(ContainerdEndpoint.class)
@ConditionalOnSingleCandidate(ContainerdClient.class)
@EnableConfigurationProperties(ContainerdEndpointProperties.class)
public final class ContainerdEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ContainerdEndpoint containerdEndpoint(ContainerdClient client, ContainerdEndpointProperties properties,
			ObjectProvider<SanitizingFunction> sanitizingFunctions) {
		return new ContainerdEndpoint(client, sanitizingFunctions.orderedStream().toList(), properties.getShowValues(),
				properties.getTimeout());
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(ContainerdEndpoint.class)
	@ConditionalOnAvailableEndpoint(exposure = EndpointExposure.WEB)
	ContainerdEndpointWebExtension containerdEndpointWebExtension(ContainerdEndpoint endpoint,
			ContainerdEndpointProperties properties) {
		return new ContainerdEndpointWebExtension(endpoint, properties.getShowValues(), properties.getRoles());
	}

}

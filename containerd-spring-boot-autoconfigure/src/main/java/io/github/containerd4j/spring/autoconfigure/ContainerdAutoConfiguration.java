package io.github.containerd4j.spring.autoconfigure;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.event.EventService;
import io.github.containerd4j.event.NamespaceEventService;
import io.github.containerd4j.introspection.IntrospectionService;
import io.github.containerd4j.namespace.NamespaceService;
import io.github.containerd4j.version.VersionService;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;

/**
 * Configures the client and the services of the daemon and of its namespaces. Nothing
 * here calls the daemon.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = SslAutoConfiguration.class)
@ConditionalOnContainerdEnabled
@EnableConfigurationProperties(ContainerdProperties.class)
public final class ContainerdAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ContainerdConnectionDetails containerdConnectionDetails(ContainerdProperties properties,
			ObjectProvider<SslBundles> sslBundles) {
		return new PropertiesContainerdConnectionDetails(properties, sslBundles.getIfAvailable());
	}

	@Bean
	@ConditionalOnMissingBean
	ContainerdClient containerdClient(ContainerdProperties properties, ContainerdConnectionDetails connectionDetails,
			ObjectProvider<ContainerdClientBuilderCustomizer> customizers) {
		ContainerdClient.Builder builder = ContainerdClient.builder();
		new PropertiesClientBuilderCustomizer(properties, connectionDetails).customize(builder);
		customizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
		return builder.build();
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	@ConditionalOnSingleCandidate(ContainerdClient.class)
	NamespaceService containerdNamespaceService(ContainerdClient client) {
		return client.namespaces();
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	@ConditionalOnSingleCandidate(ContainerdClient.class)
	VersionService containerdVersionService(ContainerdClient client) {
		return client.version();
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	@ConditionalOnSingleCandidate(ContainerdClient.class)
	IntrospectionService containerdIntrospectionService(ContainerdClient client) {
		return client.introspection();
	}

	// A NamespaceEventService is one too, so who asks for an EventService means this one.
	@Bean
	@Lazy
	@Primary
	@ConditionalOnMissingBean(ignored = NamespaceEventService.class)
	@ConditionalOnSingleCandidate(ContainerdClient.class)
	EventService containerdEventService(ContainerdClient client) {
		return client.events();
	}

	@Bean
	static ContainerdNamespaceBeans containerdNamespaceBeans(Environment environment) {
		return new ContainerdNamespaceBeans(environment);
	}

}

package io.github.containerd4j.spring.autoconfigure.container;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.spring.autoconfigure.BackgroundThreads;
import io.github.containerd4j.spring.autoconfigure.ContainerdAutoConfiguration;
import io.github.containerd4j.spring.autoconfigure.ContainerdProperties;
import io.github.containerd4j.spring.container.DeclaredContainers;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;

/**
 * Starts and stops the containers of {@code containerd.containers} with the application.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ContainerdAutoConfiguration.class)
@ConditionalOnSingleCandidate(ContainerdClient.class)
@EnableConfigurationProperties({ ContainerdProperties.class, ContainerdContainersProperties.class })
public final class ContainerdContainersAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	@Conditional(OnDeclaredContainersCondition.class)
	DeclaredContainers containerdDeclaredContainers(ContainerdClient client, ContainerdProperties properties,
			ContainerdContainersProperties containers, ApplicationEventPublisher publisher, Environment environment) {
		ContainerLifecycleProperties lifecycle = containers.getContainerLifecycle();
		return new DeclaredContainers(client, PropertiesContainer.all(containers, client, properties.getNamespace()),
				new DeclaredContainers.Settings(lifecycle.getStartup(), lifecycle.getStartupTimeout(),
						lifecycle.isFailOnError(), lifecycle.getShutdownTimeout()),
				publisher, BackgroundThreads.of(environment, "containerd-containers-"));
	}

}

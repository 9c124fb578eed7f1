package io.github.containerd4j.spring.autoconfigure.container;

import io.github.containerd4j.operation.ContainerOperationListener;
import io.github.containerd4j.spring.autoconfigure.ConditionalOnContainerdEnabled;
import io.github.containerd4j.spring.autoconfigure.ContainerdAutoConfiguration;
import io.github.containerd4j.spring.autoconfigure.ContainerdClientBuilderCustomizer;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Has the application's listeners told of what the client does with containers.
 *
 * @since 0.1.0
 */
@AutoConfiguration(before = ContainerdAutoConfiguration.class)
@ConditionalOnContainerdEnabled
public final class ContainerdContainerOperationsAutoConfiguration {

	// Before the application's own customizers, which may set another listener.
	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	ContainerdClientBuilderCustomizer containerdContainerOperationsCustomizer(
			ObjectProvider<ContainerOperationListener> listeners) {
		return (builder) -> builder.operations(ContainerOperationListener.all(listeners.orderedStream().toList()));
	}

}

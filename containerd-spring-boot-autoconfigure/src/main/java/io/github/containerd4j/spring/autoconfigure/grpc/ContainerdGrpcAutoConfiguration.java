package io.github.containerd4j.spring.autoconfigure.grpc;

import io.github.containerd4j.spring.autoconfigure.ConditionalOnContainerdEnabled;
import io.github.containerd4j.spring.autoconfigure.ContainerdConnectionDetails;
import io.github.containerd4j.spring.autoconfigure.ContainerdProperties;
import net.devh.boot.grpc.client.autoconfigure.GrpcClientAutoConfiguration;
import net.devh.boot.grpc.client.channelfactory.GrpcChannelConfigurer;
import net.devh.boot.grpc.client.channelfactory.GrpcChannelFactory;
import net.devh.boot.grpc.client.config.GrpcChannelsProperties;
import net.devh.boot.grpc.client.interceptor.GlobalClientInterceptorRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/**
 * Prepares the gRPC client starter before it configures itself. Its channel factory has
 * the same bean name as the one of Spring Boot's own gRPC client, so that an application
 * with both does not start; ours, of another name, makes the starter's back off. It does
 * so with {@code containerd.enabled=false} too, since the starter stays active then.
 *
 * @since 0.1.0
 */
@AutoConfiguration(before = GrpcClientAutoConfiguration.class)
@ConditionalOnClass(GrpcChannelFactory.class)
@ConditionalOnBooleanProperty(name = "containerd.grpc.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ContainerdProperties.class)
public final class ContainerdGrpcAutoConfiguration {

	// The concrete return type lets Spring see that it is PriorityOrdered.
	@Bean
	@ConditionalOnContainerdEnabled
	static ContainerdChannelPropertiesPostProcessor containerdChannelPropertiesPostProcessor(
			ObjectProvider<ContainerdConnectionDetails> connectionDetails, Environment environment) {
		return new ContainerdChannelPropertiesPostProcessor(connectionDetails, environment);
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	GrpcChannelFactory containerdGrpcChannelFactory(GrpcChannelsProperties channels,
			GlobalClientInterceptorRegistry interceptors, ObjectProvider<GrpcChannelConfigurer> configurers,
			ContainerdProperties properties, ObjectProvider<ContainerdConnectionDetails> connectionDetails) {
		return ContainerdOrInProcessChannelFactory.of(channels, interceptors, configurers.orderedStream().toList(),
				PropertiesChannelOptions.of(properties, connectionDetails.getIfAvailable()));
	}

}

package io.github.containerd4j.spring.autoconfigure.grpc;

import io.github.containerd4j.spring.autoconfigure.ConditionalOnContainerdEnabled;
import io.github.containerd4j.spring.autoconfigure.ContainerdAutoConfiguration;
import io.github.containerd4j.spring.autoconfigure.ContainerdClientBuilderCustomizer;
import net.devh.boot.grpc.client.autoconfigure.GrpcClientAutoConfiguration;
import net.devh.boot.grpc.client.channelfactory.GrpcChannelFactory;
import net.devh.boot.grpc.client.config.GrpcChannelsProperties;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Makes the client use the starter's channel, if the starter is active. Otherwise the
 * client makes its own.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = GrpcClientAutoConfiguration.class, before = ContainerdAutoConfiguration.class)
@ConditionalOnClass(GrpcChannelFactory.class)
@ConditionalOnBean({ GrpcChannelFactory.class, GrpcChannelsProperties.class })
@ConditionalOnContainerdEnabled
@ConditionalOnBooleanProperty(name = "containerd.grpc.enabled", matchIfMissing = true)
public final class ContainerdGrpcClientAutoConfiguration {

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	ContainerdClientBuilderCustomizer containerdGrpcChannelCustomizer(GrpcChannelFactory channelFactory,
			GrpcChannelsProperties channels) {
		return new GrpcChannelCustomizer(channelFactory, channels);
	}

}

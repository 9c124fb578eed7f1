package io.github.containerd4j.spring.autoconfigure.observation;

import io.github.containerd4j.spring.autoconfigure.ConditionalOnContainerdEnabled;
import io.micrometer.core.instrument.binder.grpc.ObservationGrpcClientInterceptor;
import io.micrometer.observation.ObservationRegistry;
import net.devh.boot.grpc.client.autoconfigure.GrpcClientAutoConfiguration;
import net.devh.boot.grpc.client.channelfactory.GrpcChannelConfigurer;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Observes the calls on the channel {@code containerd}, and on no other one: metrics
 * {@code grpc.client} and, with a tracer, spans. The gRPC client starter's own metrics
 * and traces do not exist in Spring Boot 4, whose classes it does not find.
 *
 * @since 0.1.0
 */
@AutoConfiguration(before = GrpcClientAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass({ GrpcChannelConfigurer.class, ObservationGrpcClientInterceptor.class })
@ConditionalOnBean(ObservationRegistry.class)
@ConditionalOnContainerdEnabled
@ConditionalOnBooleanProperty(name = "containerd.observations.enabled", matchIfMissing = true)
public final class ContainerdObservationAutoConfiguration {

	private static final String CHANNEL_NAME = "containerd";

	@Bean
	@ConditionalOnMissingBean(name = "containerdObservationChannelConfigurer")
	GrpcChannelConfigurer containerdObservationChannelConfigurer(ObservationRegistry registry) {
		return (builder, channelName) -> {
			if (channelName.equals(CHANNEL_NAME)) {
				builder.intercept(new ObservationGrpcClientInterceptor(registry));
			}
		};
	}

}

package io.github.containerd4j.spring.autoconfigure.observation;

import io.github.containerd4j.spring.autoconfigure.ConditionalOnContainerdEnabled;
import io.github.containerd4j.spring.observation.ImageObservationConvention;
import io.github.containerd4j.spring.observation.ImageObservations;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Observes pulls, pushes, imports and exports: metrics {@code containerd.image} and, with
 * a tracer, spans. Without micrometer-core there are none: the configuration of
 * observations would then come before that of the gRPC client starter, whose own one
 * fails when it finds observations and no micrometer-core.
 *
 * @since 0.1.0
 */
@AutoConfiguration(
		afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass({ ObservationRegistry.class, MeterRegistry.class })
@ConditionalOnBean(ObservationRegistry.class)
@ConditionalOnContainerdEnabled
@ConditionalOnBooleanProperty(name = "containerd.observations.enabled", matchIfMissing = true)
public final class ContainerdImageObservationAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ImageObservations containerdImageObservations(ObservationRegistry registry,
			ObjectProvider<ImageObservationConvention> convention) {
		return new ImageObservations(registry, convention.getIfAvailable());
	}

}

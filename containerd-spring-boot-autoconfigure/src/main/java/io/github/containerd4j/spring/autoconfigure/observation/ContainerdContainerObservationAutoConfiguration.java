package io.github.containerd4j.spring.autoconfigure.observation;

import io.github.containerd4j.spring.autoconfigure.ConditionalOnContainerdEnabled;
import io.github.containerd4j.spring.observation.ContainerObservationConvention;
import io.github.containerd4j.spring.observation.ContainerObservations;
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
 * Observes creations, starts, execs and stops: metrics {@code containerd.container} and,
 * with a tracer, spans. Needs micrometer-core for the reason that
 * {@link ContainerdImageObservationAutoConfiguration} tells.
 *
 * @since 0.1.0
 */
@AutoConfiguration(
		afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass({ ObservationRegistry.class, MeterRegistry.class })
@ConditionalOnBean(ObservationRegistry.class)
@ConditionalOnContainerdEnabled
@ConditionalOnBooleanProperty(name = "containerd.observations.enabled", matchIfMissing = true)
public final class ContainerdContainerObservationAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ContainerObservations containerdContainerObservations(ObservationRegistry registry,
			ObjectProvider<ContainerObservationConvention> convention) {
		return new ContainerObservations(registry, convention.getIfAvailable());
	}

}

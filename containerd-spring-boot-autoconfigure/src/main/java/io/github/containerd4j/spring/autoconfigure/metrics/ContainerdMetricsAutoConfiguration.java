package io.github.containerd4j.spring.autoconfigure.metrics;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.spring.autoconfigure.ContainerdAutoConfiguration;
import io.github.containerd4j.spring.autoconfigure.ContainerdProperties;
import io.github.containerd4j.spring.autoconfigure.event.ContainerdEventsAutoConfiguration;
import io.github.containerd4j.spring.event.ContainerdEventPublisher;
import io.github.containerd4j.spring.metrics.ContainerdContainerMetrics;
import io.github.containerd4j.spring.metrics.ContainerdEventMetrics;
import io.github.containerd4j.spring.metrics.ContainerdImageMetrics;
import io.github.containerd4j.spring.metrics.ContainerdInventoryMetrics;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * Registers the gauges of the daemon's containers and tasks and the meters of its event
 * stream.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { ContainerdAutoConfiguration.class, ContainerdEventsAutoConfiguration.class },
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
@ConditionalOnSingleCandidate(ContainerdClient.class)
@ConditionalOnBooleanProperty(name = "containerd.metrics.enabled", matchIfMissing = true)
@EnableConfigurationProperties({ ContainerdProperties.class, ContainerdContainerMetricsProperties.class })
public final class ContainerdMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ContainerdInventoryMetrics containerdInventoryMetrics(ContainerdClient client, ContainerdProperties properties) {
		return new ContainerdInventoryMetrics(client, properties.getMetrics().getRefreshInterval());
	}

	@Bean
	@ConditionalOnMissingBean
	@Conditional(OnMeasuredContainersCondition.class)
	ContainerdContainerMetrics containerdContainerMetrics(ContainerdClient client, ContainerdProperties properties,
			ContainerdContainerMetricsProperties containers) {
		return new ContainerdContainerMetrics(client,
				PropertiesContainerSelection.of(containers, properties.getNamespace()),
				properties.getMetrics().getRefreshInterval());
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(ContainerdEventPublisher.class)
	ContainerdEventMetrics containerdEventMetrics(ContainerdEventPublisher publisher) {
		return new ContainerdEventMetrics(publisher);
	}

	@Bean
	@ConditionalOnMissingBean
	ContainerdImageMetrics containerdImageMetrics() {
		return new ContainerdImageMetrics();
	}

}

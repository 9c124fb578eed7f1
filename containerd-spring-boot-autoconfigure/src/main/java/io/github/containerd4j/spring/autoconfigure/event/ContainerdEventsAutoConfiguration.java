package io.github.containerd4j.spring.autoconfigure.event;

import io.github.containerd4j.event.EventService;
import io.github.containerd4j.spring.autoconfigure.ContainerdAutoConfiguration;
import io.github.containerd4j.spring.autoconfigure.ContainerdProperties;
import io.github.containerd4j.spring.event.ContainerdEventPublisher;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;

/**
 * Publishes the daemon's events as application events.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ContainerdAutoConfiguration.class)
@ConditionalOnSingleCandidate(EventService.class)
@ConditionalOnBooleanProperty(name = "containerd.events.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ContainerdProperties.class)
public final class ContainerdEventsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ContainerdEventPublisher containerdEventPublisher(EventService events, ContainerdProperties properties,
			ApplicationEventPublisher publisher) {
		return new ContainerdEventPublisher(events, PropertiesSubscribeOptions.of(properties.getEvents()), publisher);
	}

}

package io.github.containerd4j.spring.autoconfigure.embedded;

import io.github.containerd4j.connection.ContainerdAddress;
import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.github.containerd4j.embedded.EmbeddedContainerdBuilder;
import io.github.containerd4j.spring.autoconfigure.ConditionalOnContainerdEnabled;
import io.github.containerd4j.spring.autoconfigure.ContainerdAutoConfiguration;
import io.github.containerd4j.spring.autoconfigure.ContainerdConnectionDetails;
import io.github.containerd4j.spring.autoconfigure.ContainerdProperties;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Starts a private daemon for the application when {@code containerd.embedded.enabled} is
 * set, and stops it when the context is closed.
 *
 * @since 0.1.0
 */
@AutoConfiguration(before = ContainerdAutoConfiguration.class)
@ConditionalOnContainerdEnabled
@ConditionalOnBooleanProperty("containerd.embedded.enabled")
@ConditionalOnMissingBean(ContainerdConnectionDetails.class)
@EnableConfigurationProperties(ContainerdProperties.class)
public final class ContainerdEmbeddedAutoConfiguration {

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(EmbeddedContainerd.class)
	static class Embedded {

		@Bean
		@ConditionalOnMissingBean
		EmbeddedContainerd embeddedContainerd(ContainerdProperties properties) {
			ContainerdProperties.Embedded embedded = properties.getEmbedded();
			// The context closes it last, after the event stream and the client.
			EmbeddedContainerdBuilder builder = EmbeddedContainerd.builder().closedAtExit(false);
			PropertyMapper map = PropertyMapper.get();
			map.from(embedded::getBinDirectory).to(builder::binDirectory);
			map.from(embedded::getParent).to(builder::parent);
			map.from(embedded::getStartTimeout).to(builder::startTimeout);
			return builder.start();
		}

		@Bean
		ContainerdConnectionDetails embeddedContainerdConnectionDetails(EmbeddedContainerd daemon) {
			return () -> ContainerdAddress.parse(daemon.address());
		}

	}

	// Without this the application would quietly work on the machine's own daemon.
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingClass("io.github.containerd4j.embedded.EmbeddedContainerd")
	static class Missing {

		@Bean
		ContainerdConnectionDetails missingContainerdConnectionDetails() {
			throw new InvalidConfigurationPropertyValueException("containerd.embedded.enabled", true,
					"The library io.github.containerd4j:containerd-embedded is not on the class path.");
		}

	}

}

package io.github.containerd4j.spring.autoconfigure.container;

import java.util.Map;
import java.util.stream.Stream;

import io.github.containerd4j.spec.InvalidPropertyException;
import io.github.containerd4j.spec.Profile;
import io.github.containerd4j.spring.autoconfigure.ConditionalOnContainerdEnabled;
import io.github.containerd4j.spring.autoconfigure.ContainerdAutoConfiguration;
import io.github.containerd4j.spring.autoconfigure.ContainerdClientBuilderCustomizer;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Makes the profiles of {@code containerd.profiles}, and beans of the type
 * {@link Profile}, known to the client.
 *
 * @since 0.1.0
 */
@AutoConfiguration(before = ContainerdAutoConfiguration.class)
@ConditionalOnContainerdEnabled
@EnableConfigurationProperties(ContainerdContainersProperties.class)
public final class ContainerdProfilesAutoConfiguration {

	// Before the application's own customizers, which may set other ones.
	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	ContainerdClientBuilderCustomizer containerdProfilesCustomizer(ContainerdContainersProperties properties,
			ObjectProvider<Profile> beans) {
		return (builder) -> builder
			.profiles(Stream
				.concat(properties.getProfiles().entrySet().stream().map(ContainerdProfilesAutoConfiguration::profile),
						beans.orderedStream())
				.toList());
	}

	static Profile profile(Map.Entry<String, ProfileProperties> profile) {
		try {
			return Profile.of(profile.getKey(), SettingsMap.of(profile.getValue()));
		}
		catch (InvalidPropertyException ex) {
			throw InvalidContainerPropertyException.of("containerd.profiles." + profile.getKey(), ex);
		}
	}

}

package io.github.containerd4j.spring.autoconfigure.image;

import io.github.containerd4j.image.ImageSettings;
import io.github.containerd4j.progress.ImageOperationListener;
import io.github.containerd4j.registry.RegistryCredentialsProvider;
import io.github.containerd4j.registry.RegistryOptions;
import io.github.containerd4j.spring.autoconfigure.ConditionalOnContainerdEnabled;
import io.github.containerd4j.spring.autoconfigure.ContainerdAutoConfiguration;
import io.github.containerd4j.spring.autoconfigure.ContainerdClientBuilderCustomizer;
import io.github.containerd4j.spring.image.ImagePullProgressPublisher;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import static io.github.containerd4j.spring.autoconfigure.diagnostics.InvalidContainerdPropertyException.named;

/**
 * Configures how the client moves images: registries, credentials, limits, and who is
 * told of it. Nothing here calls the daemon or a registry.
 *
 * @since 0.1.0
 */
@AutoConfiguration(before = ContainerdAutoConfiguration.class, after = SslAutoConfiguration.class)
@ConditionalOnContainerdEnabled
@EnableConfigurationProperties({ ContainerdImagesProperties.class, ContainerdRegistryProperties.class })
public final class ContainerdImagesAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	RegistryOptions containerdRegistryOptions(ContainerdRegistryProperties properties,
			ObjectProvider<SslBundles> sslBundles, ObjectProvider<RegistryCredentialsProvider> credentials,
			ObjectProvider<RegistryOptionsCustomizer> customizers) {
		RegistryOptions.Builder builder = RegistryOptions.builder();
		PropertiesImageSettings.apply(properties, sslBundles.getIfAvailable(), builder);
		builder.credentials(PropertiesRegistryCredentials.of(properties, credentials.orderedStream().toList()));
		customizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
		return named(PropertiesImageSettings.REGISTRY, builder::build);
	}

	@Bean
	@ConditionalOnMissingBean
	ImageSettings containerdImageSettings(ContainerdImagesProperties properties,
			ContainerdRegistryProperties registryProperties, RegistryOptions registryOptions,
			ObjectProvider<ImageOperationListener> listeners, ObjectProvider<ImageSettingsCustomizer> customizers) {
		ImageSettings settings = named(PropertiesImageSettings.IMAGES,
				() -> PropertiesImageSettings.of(properties, registryProperties, registryOptions))
			.withListener(ImageOperationListener.all(listeners.orderedStream().toList()));
		for (ImageSettingsCustomizer customizer : customizers.orderedStream().toList()) {
			settings = customizer.customize(settings);
		}
		return settings;
	}

	// Before the application's own customizers, which may set other settings.
	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	ContainerdClientBuilderCustomizer containerdImageSettingsCustomizer(ImageSettings settings) {
		return (builder) -> builder.images(settings);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty(name = "containerd.images.events.enabled", matchIfMissing = true)
	ImagePullProgressPublisher containerdImagePullProgressPublisher(ApplicationEventPublisher publisher) {
		return new ImagePullProgressPublisher(publisher);
	}

}

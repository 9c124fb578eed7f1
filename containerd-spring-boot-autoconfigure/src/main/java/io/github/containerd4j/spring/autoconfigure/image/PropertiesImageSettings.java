package io.github.containerd4j.spring.autoconfigure.image;

import java.nio.file.Path;

import io.github.containerd4j.image.ImageSettings;
import io.github.containerd4j.registry.RegistryOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.util.unit.DataSize;

/**
 * Every property of registries and images and where it goes.
 */
final class PropertiesImageSettings {

	private PropertiesImageSettings() {
	}

	static void apply(ContainerdRegistryProperties properties, @Nullable SslBundles bundles,
			RegistryOptions.Builder builder) {
		PropertyMapper map = PropertyMapper.get();
		map.from(properties::getConnectTimeout).to(builder::connectTimeout);
		map.from(properties::getStallTimeout).to(builder::stallTimeout);
		map.from(properties::getRetries).to(builder::retries);
		map.from(properties::getBackoff).to((backoff) -> builder.backoff(backoff.getInitial(), backoff.getMax()));
		map.from(properties::getUploadChunk).as(DataSize::toBytes).to(builder::uploadChunk);
		map.from(properties::getUserAgent).to(builder::userAgent);
		builder.hosts(PropertiesRegistryHosts.of(properties, bundles));
	}

	static ImageSettings of(ContainerdImagesProperties images, ContainerdRegistryProperties registry,
			RegistryOptions options) {
		ImageSettings settings = ImageSettings.of(options)
			.withEngine(images.getEngine())
			.withConcurrency(images.getConcurrency())
			.withTimeout(images.getTimeout())
			.withStallTimeout(images.getStallTimeout())
			.withLeaseExpiry(images.getLeaseExpiry());
		Path directory = registry.getHostsDirectory();
		return (directory != null) ? settings.withHostDirectory(directory.toString()) : settings;
	}

}

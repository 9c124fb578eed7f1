package io.github.containerd4j.spring.autoconfigure.image;

import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

import io.github.containerd4j.image.ImageSettings;
import io.github.containerd4j.registry.RegistryOptions;
import io.github.containerd4j.registry.RegistryProxies;
import io.github.containerd4j.spring.autoconfigure.image.ContainerdRegistryProperties.Proxy;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.util.unit.DataSize;

import static io.github.containerd4j.spring.autoconfigure.diagnostics.InvalidContainerdPropertyException.named;

/**
 * Every property of registries and images and where it goes.
 */
final class PropertiesImageSettings {

	/** The properties by what the client calls their values. */
	static final Map<String, String> REGISTRY = Map.of("connect timeout", "containerd.registry.connect-timeout",
			"stall timeout", "containerd.registry.stall-timeout", "backoff", "containerd.registry.backoff.initial",
			"longest backoff", "containerd.registry.backoff.max", "retries", "containerd.registry.retries",
			"upload chunk", "containerd.registry.upload-chunk", "user agent", "containerd.registry.user-agent");

	/** The properties by what the client calls their values. */
	static final Map<String, String> IMAGES = Map.of("concurrency", "containerd.images.concurrency", "timeout",
			"containerd.images.timeout", "stall timeout", "containerd.images.stall-timeout", "lease expiry",
			"containerd.images.lease-expiry");

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
		builder.proxies(proxies(properties.getProxy()));
	}

	private static ProxySelector proxies(Proxy properties) {
		if (!properties.isEnabled()) {
			return RegistryProxies.none();
		}
		String https = Objects.requireNonNullElse(properties.getHttps(), "");
		String http = Objects.requireNonNullElse(properties.getHttp(), "");
		if (https.isEmpty() && http.isEmpty()) {
			return RegistryProxies.automatic();
		}
		ProxySelector proxies = RegistryProxies.environment(Map.of("HTTPS_PROXY", https, "HTTP_PROXY", http, "NO_PROXY",
				String.join(",", properties.getNoProxy())));
		// Otherwise a mistake would show only when the proxy is used.
		named("containerd.registry.proxy.https", () -> proxies.select(URI.create("https://registry.invalid/")));
		named("containerd.registry.proxy.http", () -> proxies.select(URI.create("http://registry.invalid/")));
		return proxies;
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

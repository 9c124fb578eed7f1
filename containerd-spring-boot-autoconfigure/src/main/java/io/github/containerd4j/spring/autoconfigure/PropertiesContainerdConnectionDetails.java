package io.github.containerd4j.spring.autoconfigure;

import io.github.containerd4j.connection.ContainerdAddress;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * Adapts {@link ContainerdProperties}. The address is read once, so that a malformed one
 * ends the start of the application and not its first call.
 */
final class PropertiesContainerdConnectionDetails implements ContainerdConnectionDetails {

	private final ContainerdAddress address;

	private final @Nullable SslBundle sslBundle;

	PropertiesContainerdConnectionDetails(ContainerdProperties properties, @Nullable SslBundles sslBundles) {
		this.address = StringUtils.hasText(properties.getAddress()) ? ContainerdAddress.parse(properties.getAddress())
				: ContainerdAddress.detect();
		this.sslBundle = sslBundle(properties.getSsl().getBundle(), sslBundles);
	}

	private static @Nullable SslBundle sslBundle(@Nullable String name, @Nullable SslBundles bundles) {
		if (!StringUtils.hasText(name)) {
			return null;
		}
		Assert.state(bundles != null, "'containerd.ssl.bundle' is set but there are no SSL bundles");
		return bundles.getBundle(name);
	}

	@Override
	public ContainerdAddress getAddress() {
		return this.address;
	}

	@Override
	public @Nullable SslBundle getSslBundle() {
		return this.sslBundle;
	}

}

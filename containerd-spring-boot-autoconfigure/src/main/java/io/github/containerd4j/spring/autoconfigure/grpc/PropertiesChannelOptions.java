package io.github.containerd4j.spring.autoconfigure.grpc;

import java.util.List;

import io.github.containerd4j.connection.ChannelOptions;
import io.github.containerd4j.connection.ChannelOptions.Tls;
import io.github.containerd4j.spring.autoconfigure.ContainerdConnectionDetails;
import io.github.containerd4j.spring.autoconfigure.ContainerdProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslManagerBundle;

/**
 * The options of a channel as the properties say them.
 */
final class PropertiesChannelOptions {

	private PropertiesChannelOptions() {
	}

	static ChannelOptions of(ContainerdProperties properties, @Nullable ContainerdConnectionDetails connectionDetails) {
		return new ChannelOptions(properties.getConnectTimeout(),
				Math.toIntExact(properties.getMaxMessageSize().toBytes()),
				(connectionDetails != null) ? tls(connectionDetails.getSslBundle()) : null);
	}

	private static @Nullable Tls tls(@Nullable SslBundle bundle) {
		if (bundle == null) {
			return null;
		}
		SslManagerBundle managers = bundle.getManagers();
		return new Tls(List.of(managers.getKeyManagers()), List.of(managers.getTrustManagers()));
	}

}

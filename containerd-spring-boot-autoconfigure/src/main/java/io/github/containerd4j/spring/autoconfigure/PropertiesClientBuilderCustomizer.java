package io.github.containerd4j.spring.autoconfigure;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.container.RuntimeOptions;

import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslManagerBundle;
import org.springframework.util.unit.DataSize;

/**
 * Every property of the connection and where it goes.
 */
record PropertiesClientBuilderCustomizer(ContainerdProperties properties,
		ContainerdConnectionDetails connectionDetails) implements ContainerdClientBuilderCustomizer {

	@Override
	public void customize(ContainerdClient.Builder builder) {
		PropertyMapper map = PropertyMapper.get();
		map.from(this.connectionDetails::getAddress).to(builder::address);
		map.from(this.connectionDetails::getSslBundle)
			.as(SslBundle::getManagers)
			.to((managers) -> useTls(builder, managers));
		map.from(this.properties::getSnapshotter).to(builder::snapshotter);
		map.from(this.properties::getRuntime).as(RuntimeOptions::of).to(builder::runtime);
		map.from(this.properties::getConnectTimeout).to(builder::connectTimeout);
		map.from(this.properties::getRequestTimeout).to(builder::requestTimeout);
		map.from(this.properties::getOperationTimeout).to(builder::operationTimeout);
		map.from(this.properties::getMaxMessageSize)
			.as(DataSize::toBytes)
			.as(Math::toIntExact)
			.to(builder::maxMessageSize);
		map.from(this.properties::getDataDirectory).to(builder::dataDirectory);
	}

	private static void useTls(ContainerdClient.Builder builder, SslManagerBundle managers) {
		builder.tls(managers.getKeyManagers(), managers.getTrustManagers());
	}

}

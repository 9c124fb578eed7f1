package io.github.containerd4j;

import java.util.function.Supplier;

import io.github.containerd4j.connection.Connection;
import io.github.containerd4j.registry.RegistryClient;
import io.github.containerd4j.registry.RegistryOptions;
import org.jspecify.annotations.Nullable;

/**
 * The one client for registries that belongs to a client for containerd. It is made when
 * it is first needed, and closed with the connection.
 */
final class SharedRegistryClient implements Supplier<RegistryClient> {

	private final Connection connection;

	private final RegistryOptions options;

	private @Nullable RegistryClient client;

	SharedRegistryClient(Connection connection, RegistryOptions options) {
		this.connection = connection;
		this.options = options;
	}

	@Override
	public synchronized RegistryClient get() {
		RegistryClient known = this.client;
		if (known != null) {
			return known;
		}
		RegistryClient created = RegistryClient.create(this.options);
		this.client = created;
		this.connection.onClose(created::close);
		return created;
	}

}

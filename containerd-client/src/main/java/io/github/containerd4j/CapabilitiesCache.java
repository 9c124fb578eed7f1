package io.github.containerd4j;

import io.github.containerd4j.connection.Connection;
import io.github.containerd4j.introspection.Capabilities;
import io.github.containerd4j.introspection.IntrospectionService;
import io.github.containerd4j.rpc.RpcClient;
import io.github.containerd4j.version.VersionService;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a daemon's capabilities for as long as it was not lost from sight. Threads that
 * come at the same time may read them twice, which harms nothing.
 */
final class CapabilitiesCache {

	private final RpcClient rpc;

	private volatile @Nullable Entry entry;

	CapabilitiesCache(RpcClient rpc) {
		this.rpc = rpc;
	}

	Capabilities get() {
		Connection connection = this.rpc.connection();
		Entry known = this.entry;
		if (known != null && known.losses() == connection.losses()) {
			return known.capabilities();
		}
		long losses = connection.losses();
		Capabilities capabilities = Capabilities.of(VersionService.over(this.rpc).get(),
				IntrospectionService.over(this.rpc).plugins());
		connection.watchForLoss();
		this.entry = new Entry(losses, capabilities);
		return capabilities;
	}

	private record Entry(long losses, Capabilities capabilities) {
	}

}

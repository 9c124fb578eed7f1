package io.github.containerd4j;

import io.github.containerd4j.rpc.RpcClient;

/**
 * What all views of one client share.
 *
 * @param capabilities what the daemon can do
 * @param registries the client for registries
 */
record SharedState(CapabilitiesCache capabilities, SharedRegistryClient registries) {

	static SharedState of(RpcClient rpc, NamespaceDefaults defaults) {
		return new SharedState(new CapabilitiesCache(rpc),
				new SharedRegistryClient(rpc.connection(), defaults.images().registry()));
	}

}

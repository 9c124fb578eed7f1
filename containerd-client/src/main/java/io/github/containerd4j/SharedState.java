package io.github.containerd4j;

import io.github.containerd4j.rpc.RpcClient;

/**
 * What all views of one client share.
 *
 * @param capabilities what the daemon can do
 */
record SharedState(CapabilitiesCache capabilities) {

	static SharedState of(RpcClient rpc) {
		return new SharedState(new CapabilitiesCache(rpc));
	}

}

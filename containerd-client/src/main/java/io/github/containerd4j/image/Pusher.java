package io.github.containerd4j.image;

import io.github.containerd4j.Namespace;

/**
 * Sends an image to a registry, by one of the engines.
 */
@FunctionalInterface
interface Pusher {

	/**
	 * Sends what the plan names.
	 * @param request what is wanted
	 * @param underLease where it comes from
	 * @param control the running transfer
	 */
	void push(PushRequest request, Namespace underLease, TransferControl control) throws Exception;

}

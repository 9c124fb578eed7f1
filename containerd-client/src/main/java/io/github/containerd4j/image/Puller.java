package io.github.containerd4j.image;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.content.Descriptor;

/**
 * Brings an image from a registry, by one of the engines.
 */
@FunctionalInterface
interface Puller {

	/**
	 * Brings the content and unpacks it, as the request says.
	 * @param request what is wanted
	 * @param underLease where to
	 * @param control the running transfer
	 * @return what the name stands for
	 */
	Descriptor pull(PullRequest request, Namespace underLease, TransferControl control) throws Exception;

}

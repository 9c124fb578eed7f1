package io.github.containerd4j.registry;

import java.net.URI;
import java.util.Optional;

/**
 * Knows who we are at the proxy.
 */
interface ProxyAuthorization {

	/**
	 * What the proxy must be told.
	 * @param uri where the request goes
	 * @return the header's value; empty without a proxy or without a password
	 */
	Optional<String> authorization(URI uri);

}

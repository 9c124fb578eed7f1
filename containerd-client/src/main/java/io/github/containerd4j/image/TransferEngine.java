package io.github.containerd4j.image;

/**
 * Who moves an image between a registry and the content store.
 *
 * @since 0.1.0
 */
public enum TransferEngine {

	/**
	 * This client: it talks to the registry, and to the daemon's content store and
	 * snapshotters. Works with every version of containerd.
	 */
	CLIENT,

	/**
	 * The daemon's transfer service; this client only answers its questions for
	 * credentials. Since containerd 1.7, which talks to registries over TLS only.
	 */
	DAEMON

}

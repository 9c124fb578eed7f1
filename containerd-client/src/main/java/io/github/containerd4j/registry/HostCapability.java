package io.github.containerd4j.registry;

/**
 * What a host is trusted with, as in the key {@code capabilities} of containerd's
 * {@code hosts.toml}.
 *
 * @since 0.1.0
 */
public enum HostCapability {

	/** Content by its digest, which is verified. */
	PULL,

	/** Tags to digests: whoever may do this decides what is run. */
	RESOLVE,

	/** Uploads. */
	PUSH

}

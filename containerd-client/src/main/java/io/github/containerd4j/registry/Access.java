package io.github.containerd4j.registry;

/**
 * What a repository is opened for. Tokens are asked for exactly this.
 *
 * @since 0.1.0
 */
public enum Access {

	/** Resolve references, fetch manifests and blobs. */
	PULL,

	/** Upload blobs and manifests, mount blobs of other repositories. */
	PUSH;

	String action() {
		return (this == PULL) ? "pull" : "push";
	}

}

package io.github.containerd4j.event;

/**
 * The content store has changed.
 *
 * @since 0.1.0
 */
public sealed interface ContentEvent extends EventPayload permits ContentCreate, ContentDelete {

	/**
	 * The digest of the blob.
	 * @return the digest of the blob
	 */
	String digest();

}

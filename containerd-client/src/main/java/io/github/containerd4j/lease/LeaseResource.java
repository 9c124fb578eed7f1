package io.github.containerd4j.lease;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.content.Digest;

/**
 * Something that a lease holds.
 *
 * @param type the type in containerd's words: {@code content}, {@code ingests},
 * {@code snapshots/SNAPSHOTTER} or, since containerd 2.0, {@code images}
 * @param id the digest, ref, key or name
 * @since 0.1.0
 */
public record LeaseResource(String type, String id) {

	static final String IMAGES = "images";

	/**
	 * Checks that nothing is empty.
	 * @param type the type
	 * @param id the digest, ref, key or name
	 * @throws InvalidArgumentException if one of them is empty
	 */
	public LeaseResource {
		if (type.isEmpty()) {
			throw InvalidArgumentException.of("lease resource type", type, "it must not be empty");
		}
		if (id.isEmpty()) {
			throw InvalidArgumentException.of("lease resource id", id, "it must not be empty");
		}
	}

	/**
	 * A blob.
	 * @param digest the digest
	 * @return the resource
	 */
	public static LeaseResource content(Digest digest) {
		return new LeaseResource("content", digest.toString());
	}

	/**
	 * A blob that is being written.
	 * @param ref the name of the ingest
	 * @return the resource
	 */
	public static LeaseResource ingest(String ref) {
		return new LeaseResource("ingests", ref);
	}

	/**
	 * A snapshot, and with it its parents.
	 * @param snapshotter the name of the snapshotter
	 * @param key the key or name of the snapshot
	 * @return the resource
	 */
	public static LeaseResource snapshot(String snapshotter, String key) {
		return new LeaseResource("snapshots/" + snapshotter, key);
	}

	/**
	 * An image, and with it what it refers to. Since containerd 2.0.
	 * @param name the name of the image
	 * @return the resource
	 */
	public static LeaseResource image(String name) {
		return new LeaseResource(IMAGES, name);
	}

}

package io.github.containerd4j.benchmarks.images;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.image.Image;

/**
 * Empties a namespace, so that the next variant finds nothing that it could reuse.
 */
final class Cleaning {

	private Cleaning() {
	}

	static void empty(Namespace namespace) {
		for (Image image : namespace.images().list()) {
			namespace.images().delete(image.name());
		}
		namespace.leases().list().forEach((lease) -> namespace.leases().delete(lease.id()));
		namespace.content().list().forEach((blob) -> delete(namespace, blob.digest()));
		// The end of this lease is the collection of all that.
		namespace.leases().deleteAndCollect(namespace.leases().open().id());
	}

	private static void delete(Namespace namespace, Digest digest) {
		try {
			namespace.content().delete(digest);
		}
		catch (NotFoundException ex) {
			// A collection was faster.
		}
	}

}

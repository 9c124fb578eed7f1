package io.github.containerd4j.image;

import io.github.containerd4j.Namespace;

/**
 * What nothing refers to any more.
 */
final class Garbage {

	private Garbage() {
	}

	/**
	 * Has it collected now. A deletion while containerd still cleans up after an earlier
	 * collection sets off none of its own, so waiting may take until the next deletion.
	 */
	static void collect(Namespace namespace) {
		namespace.leases().deleteAndCollect(namespace.leases().open().id());
	}

}

package io.github.containerd4j.image;

import io.github.containerd4j.Namespace;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

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

	/**
	 * Waits until no snapshot is left. A call that was cut short may make its snapshot
	 * after its lease is gone: it is garbage then.
	 */
	static void awaitNoSnapshots(Namespace namespace) {
		Awaitility.await().untilAsserted(() -> {
			collect(namespace);
			assertThat(namespace.snapshots().list()).isEmpty();
		});
	}

}

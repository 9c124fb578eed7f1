package io.github.containerd4j;

import io.github.containerd4j.container.RuntimeOptions;
import io.github.containerd4j.snapshot.SnapshotService;

/**
 * What the services of all namespaces use unless a call says otherwise.
 */
record NamespaceDefaults(String snapshotter, RuntimeOptions runtime) {

	static final NamespaceDefaults STANDARD = new NamespaceDefaults(SnapshotService.DEFAULT_SNAPSHOTTER,
			RuntimeOptions.of(RuntimeOptions.RUNC_V2));

	NamespaceDefaults {
		if (snapshotter.isEmpty()) {
			throw InvalidArgumentException.of("snapshotter", snapshotter, "it must not be empty");
		}
	}

	NamespaceDefaults withSnapshotter(String snapshotter) {
		return new NamespaceDefaults(snapshotter, this.runtime);
	}

	NamespaceDefaults withRuntime(RuntimeOptions runtime) {
		return new NamespaceDefaults(this.snapshotter, runtime);
	}

}

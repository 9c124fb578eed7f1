package io.github.containerd4j;

import io.github.containerd4j.container.RuntimeOptions;
import io.github.containerd4j.image.ImageSettings;
import io.github.containerd4j.snapshot.SnapshotService;

/**
 * What the services of all namespaces use unless a call says otherwise.
 */
record NamespaceDefaults(String snapshotter, RuntimeOptions runtime, ImageSettings images) {

	static final NamespaceDefaults STANDARD = new NamespaceDefaults(SnapshotService.DEFAULT_SNAPSHOTTER,
			RuntimeOptions.of(RuntimeOptions.RUNC_V2), ImageSettings.defaults());

	NamespaceDefaults {
		if (snapshotter.isEmpty()) {
			throw InvalidArgumentException.of("snapshotter", snapshotter, "it must not be empty");
		}
	}

	NamespaceDefaults withSnapshotter(String snapshotter) {
		return new NamespaceDefaults(snapshotter, this.runtime, this.images);
	}

	NamespaceDefaults withRuntime(RuntimeOptions runtime) {
		return new NamespaceDefaults(this.snapshotter, runtime, this.images);
	}

	NamespaceDefaults withImages(ImageSettings images) {
		return new NamespaceDefaults(this.snapshotter, this.runtime, images);
	}

}

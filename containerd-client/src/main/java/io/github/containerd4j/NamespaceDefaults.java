package io.github.containerd4j;

import java.nio.file.Path;

import io.github.containerd4j.container.ContainerDefaults;
import io.github.containerd4j.container.RuntimeOptions;
import io.github.containerd4j.host.ContainerDirectory;
import io.github.containerd4j.image.ImageSettings;
import io.github.containerd4j.network.Cni;
import io.github.containerd4j.snapshot.SnapshotService;
import io.github.containerd4j.spec.Profiles;

/**
 * What the services of all namespaces use unless a call says otherwise.
 */
record NamespaceDefaults(String snapshotter, RuntimeOptions runtime, ImageSettings images, Path dataDirectory, Cni cni,
		Profiles profiles, ContainerDefaults containers) {

	static final NamespaceDefaults STANDARD = new NamespaceDefaults(SnapshotService.DEFAULT_SNAPSHOTTER,
			RuntimeOptions.of(RuntimeOptions.RUNC_V2), ImageSettings.defaults(), ContainerDirectory.DEFAULT_ROOT,
			Cni.defaults(), Profiles.none(), ContainerDefaults.none());

	NamespaceDefaults {
		if (snapshotter.isEmpty()) {
			throw InvalidArgumentException.of("snapshotter", snapshotter, "it must not be empty");
		}
		if (!dataDirectory.isAbsolute()) {
			throw InvalidArgumentException.of("data directory", dataDirectory.toString(), "it must be absolute");
		}
	}

	NamespaceDefaults withSnapshotter(String snapshotter) {
		return new NamespaceDefaults(snapshotter, this.runtime, this.images, this.dataDirectory, this.cni,
				this.profiles, this.containers);
	}

	NamespaceDefaults withRuntime(RuntimeOptions runtime) {
		return new NamespaceDefaults(this.snapshotter, runtime, this.images, this.dataDirectory, this.cni,
				this.profiles, this.containers);
	}

	NamespaceDefaults withImages(ImageSettings images) {
		return new NamespaceDefaults(this.snapshotter, this.runtime, images, this.dataDirectory, this.cni,
				this.profiles, this.containers);
	}

	NamespaceDefaults withDataDirectory(Path directory) {
		return new NamespaceDefaults(this.snapshotter, this.runtime, this.images, directory, this.cni, this.profiles,
				this.containers);
	}

	NamespaceDefaults withCni(Cni cni) {
		return new NamespaceDefaults(this.snapshotter, this.runtime, this.images, this.dataDirectory, cni,
				this.profiles, this.containers);
	}

	NamespaceDefaults withProfiles(Profiles profiles) {
		return new NamespaceDefaults(this.snapshotter, this.runtime, this.images, this.dataDirectory, this.cni,
				profiles, this.containers);
	}

	NamespaceDefaults withContainers(ContainerDefaults containers) {
		return new NamespaceDefaults(this.snapshotter, this.runtime, this.images, this.dataDirectory, this.cni,
				this.profiles, containers);
	}

}

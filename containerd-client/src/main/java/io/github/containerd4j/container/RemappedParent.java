package io.github.containerd4j.container;

import java.util.Map;
import java.util.UUID;

import io.github.containerd4j.AlreadyExistsException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.host.MountedDirectory;
import io.github.containerd4j.rpc.CleanUp;
import io.github.containerd4j.snapshot.SnapshotService;
import io.github.containerd4j.spec.ContainerSpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A copy of an unpacked image whose files belong to the users of a user namespace, for
 * daemons whose snapshotter maps no owners. One serves all containers with the same
 * ranges; the daemon collects it after the last of them.
 */
final class RemappedParent {

	private static final Logger logger = LoggerFactory.getLogger(RemappedParent.class);

	private final Namespace namespace;

	private final SnapshotService snapshots;

	private final ContainerSpec spec;

	RemappedParent(Namespace underLease, SnapshotService snapshots, ContainerSpec spec) {
		this.namespace = underLease;
		this.snapshots = snapshots;
		this.spec = spec;
	}

	/**
	 * Finds or makes the copy.
	 * @param image the unpacked image; {@code null} for an empty file system
	 * @return the name of the copy
	 * @throws NotFoundException if the image is not unpacked
	 */
	String of(@Nullable String image) {
		String name = ((image != null) ? image : "empty") + " of " + IdMapping.text(this.spec.userMappings()) + " "
				+ IdMapping.text(this.spec.groupMappings());
		if (this.snapshots.find(name).isEmpty()) {
			make(name, image);
		}
		return name;
	}

	private void make(String name, @Nullable String image) {
		String key = name + " " + UUID.randomUUID();
		try (MountedDirectory root = this.namespace.hostMounts().mount(this.snapshots.prepare(key, image, Map.of()))) {
			new OwnerShift(this.spec.userMappings(), this.spec.groupMappings()).apply(root.path());
		}
		catch (RuntimeException | Error ex) {
			CleanUp.run(() -> remove(key));
			throw ex;
		}
		commit(name, key);
	}

	private void commit(String name, String key) {
		try {
			this.snapshots.commit(name, key);
		}
		catch (AlreadyExistsException ex) {
			// Another container with the same ranges was faster.
			remove(key);
		}
	}

	private void remove(String key) {
		try {
			this.snapshots.remove(key);
		}
		catch (NotFoundException ex) {
			logger.debug("There is no snapshot {}", key);
		}
	}

}

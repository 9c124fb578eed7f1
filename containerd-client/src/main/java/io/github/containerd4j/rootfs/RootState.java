package io.github.containerd4j.rootfs;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.github.containerd4j.AlreadyExistsException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.snapshot.Mount;
import io.github.containerd4j.snapshot.SnapshotService;
import org.jspecify.annotations.Nullable;

/**
 * What a root file system was at some moment.
 *
 * @param snapshotter the name of the snapshotter
 * @param name the committed snapshot that holds it; {@code null} for an empty file system
 * @param readOnly whether the root file system was read-only
 * @param labels the labels that a snapshot made of it needs
 * @param size what was written since the state before, in bytes
 * @since 0.1.0
 */
public record RootState(String snapshotter, @Nullable String name, boolean readOnly, Map<String, String> labels,
		long size) {

	/**
	 * Copies the labels.
	 * @param snapshotter the name of the snapshotter
	 * @param name the committed snapshot
	 * @param readOnly whether the root file system was read-only
	 * @param labels the labels
	 * @param size what was written
	 */
	public RootState {
		labels = Map.copyOf(labels);
	}

	/**
	 * Makes a root file system of it.
	 * @param namespace the namespace, under a lease
	 * @param key the wanted key; another one is used if garbage has it
	 * @return the key
	 */
	public String prepare(Namespace namespace, String key) {
		SnapshotService snapshots = namespace.snapshots(this.snapshotter);
		try {
			make(snapshots, key);
			return key;
		}
		catch (AlreadyExistsException ex) {
			String other = key + "-" + UUID.randomUUID();
			make(snapshots, other);
			return other;
		}
	}

	private List<Mount> make(SnapshotService snapshots, String key) {
		return this.readOnly ? snapshots.view(key, this.name, this.labels)
				: snapshots.prepare(key, this.name, this.labels);
	}

}

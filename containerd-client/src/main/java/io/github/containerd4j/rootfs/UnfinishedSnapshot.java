package io.github.containerd4j.rootfs;

import java.util.HashMap;
import java.util.Map;

import io.github.containerd4j.AlreadyExistsException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.container.ContainerService;
import io.github.containerd4j.container.ContainerUpdate;
import io.github.containerd4j.snapshot.SnapshotService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Snapshots of containers that were committed, and not prepared again.
 */
final class UnfinishedSnapshot {

	private static final Logger logger = LoggerFactory.getLogger(UnfinishedSnapshot.class);

	private final Namespace namespace;

	private final ContainerService records;

	UnfinishedSnapshot(Namespace namespace, ContainerService records) {
		this.namespace = namespace;
		this.records = records;
	}

	/**
	 * Gives a container its snapshot back.
	 * @param info the record, just read
	 * @return the record as it is now
	 */
	ContainerInfo settle(ContainerInfo info) {
		ContainerInfo current = info;
		for (String key : info.labels().keySet()) {
			if (OwnLabels.isPending(key)) {
				current = settle(current, key);
			}
		}
		return current;
	}

	private ContainerInfo settle(ContainerInfo info, String label) {
		String snapshotter = info.snapshotter();
		String key = info.snapshotKey();
		if (snapshotter == null || key == null) {
			return info;
		}
		SnapshotService snapshots = this.namespace.snapshots(snapshotter);
		if (snapshots.find(key).isEmpty()) {
			String name = info.labels().get(label);
			if (name == null || snapshots.find(name).isEmpty()) {
				return info;
			}
			prepareAgain(snapshots, key, name);
			logger.info("The root file system of container {} is whole again after an interrupted operation",
					info.id());
		}
		return OperationLease.isOver(this.namespace, OwnLabels.leaseOfPending(label))
				? this.records.update(info.id(), ContainerUpdate.create().label(label, "")).info() : info;
	}

	/**
	 * Gives a container its writable snapshot back, on what it was committed as. Does
	 * nothing if somebody else has done it.
	 */
	static void prepareAgain(SnapshotService snapshots, String key, String name) {
		Map<String, String> labels = new HashMap<>(snapshots.get(name).labels());
		labels.remove(OwnLabels.LAYER_OF);
		try {
			snapshots.prepare(key, name, labels);
		}
		catch (AlreadyExistsException ex) {
			logger.debug("Snapshot {} is there already", key);
		}
	}

}

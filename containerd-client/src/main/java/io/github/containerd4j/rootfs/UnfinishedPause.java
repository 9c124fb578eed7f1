package io.github.containerd4j.rootfs;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.container.ContainerService;
import io.github.containerd4j.container.ContainerUpdate;

/**
 * Tasks that stand still for an operation that nobody will end.
 */
final class UnfinishedPause {

	private final Namespace namespace;

	private final ContainerService records;

	UnfinishedPause(Namespace namespace, ContainerService records) {
		this.namespace = namespace;
		this.records = records;
	}

	/**
	 * Lets a task go on.
	 * @param info the record, just read
	 * @return the record as it is now
	 */
	ContainerInfo settle(ContainerInfo info) {
		String lease = info.labels().get(OwnLabels.FROZEN);
		if (lease == null || !OperationLease.isOver(this.namespace, lease)) {
			return info;
		}
		Standstill.letGoOn(this.namespace, info.id());
		return this.records.update(info.id(), ContainerUpdate.create().label(OwnLabels.FROZEN, "")).info();
	}

}

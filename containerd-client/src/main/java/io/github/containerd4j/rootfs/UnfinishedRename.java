package io.github.containerd4j.rootfs;

import java.util.Optional;
import java.util.function.BiPredicate;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.container.ContainerService;
import io.github.containerd4j.container.ContainerUpdate;
import io.github.containerd4j.rootfs.OwnLabels.Rename;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Containers that have two names, or one that says so, of which the old one wins.
 */
final class UnfinishedRename {

	private static final Logger logger = LoggerFactory.getLogger(UnfinishedRename.class);

	private final Namespace namespace;

	private final ContainerService records;

	UnfinishedRename(Namespace namespace, ContainerService records) {
		this.namespace = namespace;
		this.records = records;
	}

	/**
	 * Takes a new name back.
	 * @param info the record, just read
	 * @return the record as it is now; empty if it was of the new name only
	 */
	Optional<ContainerInfo> settle(ContainerInfo info) {
		return settleRenamed(settleRenaming(info));
	}

	private ContainerInfo settleRenaming(ContainerInfo info) {
		Optional<Rename> rename = OwnLabels.rename(info.labels().get(OwnLabels.RENAMING_TO));
		if (rename.isEmpty() || !isOver(rename.get())) {
			return info;
		}
		String newId = rename.get().otherId();
		find(newId, OwnLabels.RENAMED_FROM, info.id()).ifPresent((other) -> takeBack(info.id(), newId));
		return without(info, OwnLabels.RENAMING_TO);
	}

	private Optional<ContainerInfo> settleRenamed(ContainerInfo info) {
		Optional<Rename> rename = OwnLabels.rename(info.labels().get(OwnLabels.RENAMED_FROM));
		if (rename.isEmpty() || !isOver(rename.get())) {
			return Optional.of(info);
		}
		String oldId = rename.get().otherId();
		Optional<ContainerInfo> old = find(oldId, OwnLabels.RENAMING_TO, info.id());
		if (old.isEmpty()) {
			return Optional.of(without(info, OwnLabels.RENAMED_FROM));
		}
		takeBack(oldId, info.id());
		without(old.get(), OwnLabels.RENAMING_TO);
		return Optional.empty();
	}

	private Optional<ContainerInfo> find(String id, String label, String expected) {
		BiPredicate<ContainerInfo, String> names = (info, other) -> OwnLabels.rename(info.labels().get(label))
			.filter((rename) -> rename.otherId().equals(other))
			.isPresent();
		return this.records.find(id).map(Container::info).filter((info) -> names.test(info, expected));
	}

	private void takeBack(String oldId, String newId) {
		this.namespace.containerDirectory(newId).moveTo(this.namespace.containerDirectory(oldId));
		try {
			this.records.delete(newId);
		}
		catch (NotFoundException ex) {
			logger.debug("Somebody else has taken back the name {}", newId);
		}
		logger.info("Container {} keeps its name: an attempt to rename it to {} was interrupted", oldId, newId);
	}

	private boolean isOver(Rename rename) {
		return OperationLease.isOver(this.namespace, rename.lease());
	}

	private ContainerInfo without(ContainerInfo info, String label) {
		return this.records.update(info.id(), ContainerUpdate.create().label(label, "")).info();
	}

}

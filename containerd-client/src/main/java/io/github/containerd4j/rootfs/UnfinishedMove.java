package io.github.containerd4j.rootfs;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.container.ContainerService;
import io.github.containerd4j.container.ContainerUpdate;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.task.TaskStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Containers of live moves that nobody will end, at both sides. The target decides: what
 * it has not seen to go on is removed there, before anybody lets it go on at the source.
 */
final class UnfinishedMove {

	private static final Logger logger = LoggerFactory.getLogger(UnfinishedMove.class);

	// Whoever reads a container again and again need not be told each time.
	private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

	private final Namespace namespace;

	private final ContainerService records;

	private final Consumer<ContainerInfo> deletion;

	UnfinishedMove(Namespace namespace, ContainerService records, Consumer<ContainerInfo> deletion) {
		this.namespace = namespace;
		this.records = records;
		this.deletion = deletion;
	}

	/**
	 * Removes what is at the other side, and what only began to arrive here.
	 * @param info the record, just read
	 * @return the record as it is now; empty if the container is not here
	 */
	Optional<ContainerInfo> settle(ContainerInfo info) {
		return settleArriving(info).map(this::settleHandedOver).flatMap(this::settleMovedAway);
	}

	private Optional<ContainerInfo> settleArriving(ContainerInfo info) {
		String lease = info.labels().get(OwnLabels.ARRIVING);
		if (lease == null || !isOver(lease)) {
			return Optional.of(info);
		}
		this.deletion.accept(info);
		logger.info("Container {} has not arrived here: the attempt to move it was interrupted", info.id());
		return Optional.empty();
	}

	private ContainerInfo settleHandedOver(ContainerInfo info) {
		if (!info.labels().containsKey(OwnLabels.MOVING_TO)) {
			return info;
		}
		Optional<Handover> handover = Handover.find(info);
		if (handover.isPresent() && !handover.get().isOver(this.namespace)) {
			return info;
		}
		boolean paused = this.namespace.tasks()
			.find(info.id())
			.filter((task) -> task.info().status() == TaskStatus.PAUSED)
			.isPresent();
		if (paused && handover.isPresent()) {
			tell(info.id(), handover.get());
			return info;
		}
		// Somebody has decided.
		return this.records.update(info.id(), ContainerUpdate.create().label(OwnLabels.MOVING_TO, "")).info();
	}

	private static void tell(String id, Handover handover) {
		if (TOLD.add(handover.lease())) {
			logger.warn(
					"Container {} stands still: its live move to container {} of namespace {} was interrupted, "
							+ "and it may run there. Migrate it there again, which ends the move or begins it anew, "
							+ "or unfreeze it if it shall go on here",
					id, handover.containerId(), handover.namespace());
		}
	}

	private Optional<ContainerInfo> settleMovedAway(ContainerInfo info) {
		String value = info.labels().getOrDefault(OwnLabels.MOVED_AWAY, "");
		int blank = value.indexOf(' ');
		if (blank < 0 || !isOver(value.substring(0, blank))) {
			return Optional.of(info);
		}
		if (!Boolean.parseBoolean(value.substring(blank + 1))) {
			this.deletion.accept(info);
			return Optional.empty();
		}
		this.namespace.tasks().find(info.id()).ifPresent(Task::deleteForcibly);
		return Optional.of(this.records.update(info.id(), ContainerUpdate.create().labels(OwnLabels.staying())).info());
	}

	private boolean isOver(String lease) {
		return OperationLease.isOver(this.namespace, lease);
	}

}

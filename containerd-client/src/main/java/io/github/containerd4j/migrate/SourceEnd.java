package io.github.containerd4j.migrate;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.container.ContainerUpdate;
import io.github.containerd4j.container.DeleteOptions;
import io.github.containerd4j.rootfs.OwnLabels;
import io.github.containerd4j.rpc.CleanUp;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.task.TaskStatus;
import io.github.containerd4j.undo.Patience;
import io.github.containerd4j.undo.Rollback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a container where it has moved away from. Once its record is gone, nothing can be
 * taken back: then the container is at the target alone, and what cannot be removed is
 * left to garbage collection.
 */
final class SourceEnd {

	private static final Logger logger = LoggerFactory.getLogger(SourceEnd.class);

	static final String RESTART_STATUS = "containerd.io/restart.status";

	private final Namespace source;

	private final Container container;

	private final MigrateOptions options;

	SourceEnd(Namespace source, Container container, MigrateOptions options) {
		this.source = source;
		this.container = container;
		this.options = options;
	}

	/**
	 * What the restart monitor of the target needs to know of a container.
	 */
	static Map<String, String> restart(ContainerInfo container) {
		String status = container.labels().get(RESTART_STATUS);
		return (status != null) ? Map.of(RESTART_STATUS, status) : Map.of();
	}

	/**
	 * Ends a container whose processes go on elsewhere. What cannot be done now is done
	 * when the container is next read.
	 * @param lease the lease of the operation here
	 */
	void leave(String lease) {
		try {
			CleanUp.run(() -> Patience.of(FullCopy.PATIENCE).run(() -> end(lease)));
		}
		catch (NotFoundException ex) {
			logger.debug("Container {} is gone already", this.container.id());
		}
		catch (ContainerdException ex) {
			logger.warn("Container {} has moved, but not all of it is gone here", this.container.id(), ex);
		}
	}

	private void end(String lease) {
		Map<String, String> labels = new HashMap<>(OwnLabels.movedAway(lease, this.options.keepSource()));
		if (this.container.info().labels().containsKey(RESTART_STATUS)) {
			// Else the restart monitor would start it again.
			labels.put(RESTART_STATUS, "stopped");
		}
		this.container.update(ContainerUpdate.create().labels(labels));
		if (this.options.keepSource()) {
			this.source.tasks().find(this.container.id()).ifPresent(Task::deleteForcibly);
			this.container.update(ContainerUpdate.create().labels(OwnLabels.staying()));
		}
		else {
			this.container.delete(DeleteOptions.defaults().withForce());
		}
	}

	/**
	 * Deletes a container that can still be taken back.
	 * @param rollback what takes the other one away; not if this one is gone, or may be
	 */
	void delete(Rollback rollback) {
		try {
			deleteTask();
			if (!this.options.keepSource()) {
				DeleteOptions delete = DeleteOptions.defaults();
				this.container.delete(this.options.snapshots() ? delete.withSnapshots() : delete);
			}
		}
		catch (ContainerdException ex) {
			if (isThere(rollback, ex)) {
				throw ex;
			}
			logger.warn("Container {} has moved, but not all of it is gone here", this.container.id(), ex);
		}
	}

	private void deleteTask() {
		this.source.tasks()
			.find(this.container.id())
			.filter((task) -> task.info().status() == TaskStatus.STOPPED)
			.ifPresent(Task::deleteForcibly);
	}

	private boolean isThere(Rollback rollback, ContainerdException failure) {
		AtomicBoolean there = new AtomicBoolean();
		try {
			CleanUp.run(() -> Patience.of(FullCopy.PATIENCE)
				.run(() -> there.set(this.source.containers().find(this.container.id()).isPresent())));
			return there.get();
		}
		catch (ContainerdException ex) {
			// Rather two of them than none.
			rollback.succeeded();
			failure.addSuppressed(ex);
			return true;
		}
	}

}

package io.github.containerd4j.migrate;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.checkpoint.ProcessDump;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.container.ContainerUpdate;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.rootfs.OwnLabels;
import io.github.containerd4j.rootfs.Standstill;
import io.github.containerd4j.rpc.CleanUp;
import io.github.containerd4j.stdio.Streams;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.task.TaskStatus;
import io.github.containerd4j.undo.Rollback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves a container with its processes. They stand still at the source until they go on
 * at the target; whatever fails before lets them go on at the source.
 * <p>
 * The record at the target says that the container is arriving until the processes were
 * seen to go on; then it is there for good. The record at the source says where they may
 * go on before they do. So at every moment each side alone tells what must not be done
 * there, if nobody is left to tell them.
 */
final class LiveMove {

	private static final Logger logger = LoggerFactory.getLogger(LiveMove.class);

	private final FullCopyRun copy;

	private final FullCopy.Place source;

	private final Namespace target;

	private final MigrateOptions options;

	private final Rollback rollback;

	/** Set when the container at the target may be there for good. */
	private @Nullable Container arrived;

	LiveMove(FullCopyRun copy, FullCopy.Place source, Namespace target, MigrateOptions options, Rollback rollback) {
		this.copy = copy;
		this.source = source;
		this.target = target;
		this.options = options;
		this.rollback = rollback;
	}

	/**
	 * Moves the processes. The task at the source stands still afterwards.
	 * @param container the container at the source
	 * @param task its task
	 * @param streams where the standard streams lead at the target
	 * @return the container at the target, for good
	 */
	Container move(ContainerInfo container, Task task, Streams streams) {
		Standstill standstill = Standstill.of(this.source.namespace(), this.source.lease(), task);
		try {
			Descriptor dump = ProcessDump.make(this.source.leased(), container, this.options.dump().withExit(false));
			Container moved = this.copy.copy(false);
			this.copy.copy(dump);
			restore(moved, dump, streams, () -> standstill.handOver(this.target, moved.info()));
			arrive(container, moved);
			return moved;
		}
		catch (RuntimeException | Error ex) {
			// Before they go on here, they must not go on there.
			this.rollback.close();
			if (mayBeElsewhere(ex)) {
				logger.warn(
						"Container {} stands still, as it may have moved to namespace {}, which cannot be asked. "
								+ "Migrate it there again, or unfreeze it if it shall go on here",
						container.id(), this.target.name());
			}
			else {
				standstill.undo(ex);
			}
			throw ex;
		}
	}

	private void restore(Container moved, Descriptor dump, Streams streams, Runnable ready) {
		this.rollback.add(() -> moved.network().detachByForce());
		// Before, because an answer may be lost.
		this.rollback.add(() -> this.target.tasks().find(moved.id()).ifPresent(Task::deleteForcibly));
		ProcessDump.restore(this.target, moved.info(), dump, streams, ready, this.rollback);
	}

	private void arrive(ContainerInfo container, Container moved) {
		Map<String, String> labels = new HashMap<>(OwnLabels.arrived());
		labels.putAll(SourceEnd.restart(container));
		// Before, because an answer may be lost.
		this.arrived = moved;
		moved.update(ContainerUpdate.create().labels(labels));
		this.rollback.succeeded();
	}

	/**
	 * Whether the processes may go on at the target although what was done there was
	 * taken back, as far as that was possible. What has not arrived is removed there when
	 * it is next read.
	 */
	private boolean mayBeElsewhere(Throwable failure) {
		Container there = this.arrived;
		if (there == null) {
			return false;
		}
		AtomicBoolean runs = new AtomicBoolean();
		try {
			// The rollback has waited for the daemon already.
			CleanUp.run(() -> runs.set(runs(there.id())));
			return runs.get();
		}
		catch (ContainerdException ex) {
			failure.addSuppressed(ex);
			return true;
		}
	}

	private boolean runs(String id) {
		return this.target.tasks().find(id).filter((task) -> task.info().status() != TaskStatus.STOPPED).isPresent();
	}

}

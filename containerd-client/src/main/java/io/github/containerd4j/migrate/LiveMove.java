package io.github.containerd4j.migrate;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.checkpoint.ProcessDump;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.rootfs.Standstill;
import io.github.containerd4j.stdio.Streams;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.undo.Rollback;

/**
 * Moves a container with its processes. They stand still at the source until they go on
 * at the target; whatever fails before lets them go on at the source.
 */
final class LiveMove {

	private final FullCopyRun copy;

	private final FullCopy.Place source;

	private final Namespace target;

	private final MigrateOptions options;

	private final Rollback rollback;

	private final SourceEnd end;

	LiveMove(FullCopyRun copy, FullCopy.Place source, Namespace target, MigrateOptions options, Rollback rollback,
			SourceEnd end) {
		this.copy = copy;
		this.source = source;
		this.target = target;
		this.options = options;
		this.rollback = rollback;
		this.end = end;
	}

	Container move(ContainerInfo container, Task task, Streams streams) {
		Standstill standstill = Standstill.of(this.source.namespace(), this.source.lease(), task);
		try {
			Descriptor dump = ProcessDump.make(this.source.leased(), container, this.options.dump().withExit(false));
			Container moved = this.copy.copy(false);
			this.copy.copy(dump);
			restore(moved, dump, streams);
			// They go on there: nobody may let them go on here as well.
			standstill.keep();
			this.end.kill(task);
			this.rollback.succeeded();
			this.end.deleteKilled();
			return moved;
		}
		catch (RuntimeException | Error ex) {
			// Before they go on here, they must not go on there.
			this.rollback.close();
			standstill.undo(ex);
			throw ex;
		}
	}

	private void restore(Container moved, Descriptor dump, Streams streams) {
		// Before, because an answer may be lost.
		this.rollback.add(() -> this.target.tasks().find(moved.id()).ifPresent(Task::deleteForcibly));
		ProcessDump.restore(this.target, moved.info(), dump, streams, this.rollback);
	}

}

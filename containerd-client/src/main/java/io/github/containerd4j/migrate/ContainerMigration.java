package io.github.containerd4j.migrate;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.checkpoint.ProcessDump;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.container.ContainerUpdate;
import io.github.containerd4j.rootfs.OperationLease;
import io.github.containerd4j.rootfs.OwnLabels;
import io.github.containerd4j.rootfs.Refusal;
import io.github.containerd4j.rootfs.Turn;
import io.github.containerd4j.stdio.Streams;
import io.github.containerd4j.task.ProcessInfo;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.task.TaskStatus;
import io.github.containerd4j.undo.Rollback;
import org.jspecify.annotations.Nullable;

/**
 * Moves one container to another namespace, of the same daemon or of another one. What
 * cannot be is refused before anything is made.
 *
 * @since 0.1.0
 */
public final class ContainerMigration {

	private final Namespace source;

	private final Container container;

	private final Namespace target;

	private final MigrateOptions options;

	private ContainerMigration(Namespace source, Container container, Namespace target, MigrateOptions options) {
		this.source = source;
		this.container = container;
		this.target = target;
		this.options = options;
	}

	/**
	 * Describes a migration.
	 * @param source the namespace of the container
	 * @param container the container
	 * @param target the namespace where it shall be
	 * @param options how
	 * @return the migration, which has not begun
	 */
	public static ContainerMigration of(Namespace source, Container container, Namespace target,
			MigrateOptions options) {
		return new ContainerMigration(source, container, target, options);
	}

	/**
	 * Moves the container; see {@link Container#migrate(Namespace, MigrateOptions)}.
	 * @return the container at the target
	 */
	public Container run() {
		requireElsewhere();
		Optional<Container> arrived = interrupted().finish();
		if (arrived.isPresent()) {
			return arrived.get();
		}
		String id = (this.options.id() != null) ? this.options.id() : this.container.id();
		FullCopyRun.requireFree(this.target, id);
		requireNoSnapshots();
		Task task = this.source.tasks()
			.find(this.container.id())
			.filter((found) -> found.info().status() != TaskStatus.STOPPED)
			.orElse(null);
		Streams streams = null;
		if (task == null) {
			requireStopped();
		}
		else {
			requireLive(task);
			requireOtherState(id);
			ProcessDump.requireRestorable(this.source, this.container.info(), this.options.dump());
			streams = streams(task.info());
		}
		return move(id, task, streams);
	}

	private InterruptedMove interrupted() {
		return new InterruptedMove(this.source, this.container, this.target, sourceEnd());
	}

	private SourceEnd sourceEnd() {
		return new SourceEnd(this.source, this.container, this.options);
	}

	private void requireNoSnapshots() {
		boolean some = this.container.refresh()
			.labels()
			.keySet()
			.stream()
			.anyMatch((label) -> label.startsWith(OwnLabels.SNAPSHOT));
		if (some && !this.options.snapshots() && !this.options.keepSource()) {
			throw refused(
					"it has snapshots, which would be lost: move them too, keep the source, or delete them before");
		}
	}

	private void requireStopped() {
		if (this.options.live()) {
			throw refused("no task of it runs, so it cannot be migrated live");
		}
	}

	private void requireLive(Task task) {
		if (!this.options.live()) {
			throw refused("its task is " + task.info().status() + ": stop it before, or migrate it live");
		}
	}

	private Container move(String id, @Nullable Task task, @Nullable Streams streams) {
		ContainerInfo before = this.container.refresh();
		FullCopy copy = FullCopy.of(this.source, before, this.target)
			.withId(id)
			.withSpecCustomizer(this.options.specCustomizer());
		String snapshotter = this.options.snapshotter();
		FullCopy placed = (snapshotter != null) ? copy.withSnapshotter(snapshotter) : copy;
		FullCopy wanted = this.options.snapshots() ? placed.withSnapshots() : placed;
		try (Turn turn = Turn.of(this.source, "migrate", this.container.id());
				OperationLease from = FullCopy.lease(this.source);
				OperationLease to = FullCopy.lease(this.target);
				Rollback rollback = new Rollback(FullCopy.PATIENCE)) {
			wanted.releaseLast(rollback, from, to);
			return (task != null && streams != null) ? live(wanted, before, task, streams, from, to, rollback)
					: cold(wanted.run(from, to, rollback), before, rollback);
		}
	}

	private Container live(FullCopy copy, ContainerInfo before, Task task, Streams streams, OperationLease from,
			OperationLease to, Rollback rollback) {
		FullCopyRun run = copy.withLabels(OwnLabels.arriving(to.id())).run(from, to, rollback);
		Container moved = new LiveMove(run, new FullCopy.Place(this.source, from), this.target, this.options, rollback)
			.move(before, task, streams);
		sourceEnd().leave(from.id());
		return moved;
	}

	private Container cold(FullCopyRun run, ContainerInfo before, Rollback rollback) {
		Container moved = run.copy(false);
		sourceEnd().delete(rollback);
		rollback.succeeded();
		// The restart monitor of the target may know by now what that of the source knew.
		Map<String, String> restart = SourceEnd.restart(before);
		if (!restart.isEmpty()) {
			moved.update(ContainerUpdate.create().labels(restart));
		}
		return moved;
	}

	private void requireElsewhere() {
		if (this.source.name().equals(this.target.name())
				&& this.source.introspection().server().uuid().equals(this.target.introspection().server().uuid())) {
			throw refused("the target is the namespace of the same daemon that it is in; use a copy or a new name");
		}
	}

	/**
	 * The runtime keeps the state of running containers in one directory of the machine,
	 * by namespace and identifier, whichever daemon they belong to.
	 */
	private void requireOtherState(String id) {
		if (this.source.name().equals(this.target.name()) && id.equals(this.container.id())
				&& this.source.hostMounts().isDaemonHere() && this.target.hostMounts().isDaemonHere()) {
			throw refused("both daemons are on this machine, where the runtime can have only one running container "
					+ "of this namespace and identifier: choose another namespace or identifier");
		}
	}

	private Streams streams(ProcessInfo process) {
		Streams wanted = this.options.streams();
		if (wanted != null) {
			return wanted;
		}
		String output = process.stdout();
		if (output == null || output.isEmpty()) {
			return Streams.none();
		}
		if (output.contains("://") && !process.terminal()) {
			return Streams.log(URI.create(output));
		}
		throw refused("its standard streams lead to FIFOs of this machine; say where they lead at the target");
	}

	private RuntimeException refused(String reason) {
		return Refusal.state(this.source, "migrate", this.container.id(), reason);
	}

}

package io.github.containerd4j.migrate;

import java.util.function.UnaryOperator;

import io.github.containerd4j.Identifiers;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.stdio.Streams;
import io.github.containerd4j.task.CheckpointOptions;
import org.jspecify.annotations.Nullable;

/**
 * How a container is migrated. The {@code with} methods give changed copies.
 *
 * @param live whether its processes go on at the target, with their memory, which needs
 * CRIU on both sides
 * @param id the identifier at the target; {@code null} to keep it
 * @param keepSource whether the container stays where it was as well, stopped
 * @param snapshots whether the snapshots of the container move too
 * @param snapshotter the snapshotter at the target; {@code null} for one of the same name
 * @param streams where the standard streams of processes that go on lead; {@code null}
 * for the log of the daemon, or nothing, that they had
 * @param dump how CRIU dumps the processes; its {@code exit} is ignored
 * @param specCustomizer changes the runtime spec, in which identifier and namespace are
 * those of the target already; for mounts and network namespaces that are elsewhere there
 * @since 0.1.0
 */
public record MigrateOptions(boolean live, @Nullable String id, boolean keepSource, boolean snapshots,
		@Nullable String snapshotter, @Nullable Streams streams, CheckpointOptions dump,
		UnaryOperator<TypedValue> specCustomizer) {

	private static final MigrateOptions STOPPED = new MigrateOptions(false, null, false, false, null, null,
			CheckpointOptions.defaults(), UnaryOperator.identity());

	/**
	 * Checks names and options.
	 * @param live whether its processes go on
	 * @param id the identifier at the target
	 * @param keepSource whether the container stays
	 * @param snapshots whether the snapshots move too
	 * @param snapshotter the snapshotter at the target
	 * @param streams the standard streams
	 * @param dump how CRIU dumps
	 * @param specCustomizer changes the runtime spec
	 * @throws InvalidArgumentException if the identifier is not valid, the snapshotter
	 * has no name, or the dump would go to a directory
	 */
	public MigrateOptions {
		if (id != null) {
			Identifiers.require("container id", id);
		}
		if (snapshotter != null && snapshotter.isEmpty()) {
			throw InvalidArgumentException.of("snapshotter", snapshotter, "it must not be empty");
		}
		if (dump.imagePath() != null) {
			throw InvalidArgumentException.of("image path of a migration", dump.imagePath(),
					"the dump goes through the content stores");
		}
	}

	/**
	 * A stopped container moves, with its identifier and without its processes.
	 * @return the options
	 */
	public static MigrateOptions stopped() {
		return STOPPED;
	}

	/**
	 * A container moves while it runs: it stands still until its processes go on at the
	 * target.
	 * @return the options
	 */
	public static MigrateOptions running() {
		return new MigrateOptions(true, null, false, false, null, null, CheckpointOptions.defaults(),
				UnaryOperator.identity());
	}

	/**
	 * A copy with another identifier at the target.
	 * @param id the identifier
	 * @return the copy
	 * @throws InvalidArgumentException if it is not valid
	 */
	public MigrateOptions withId(String id) {
		return new MigrateOptions(this.live, id, this.keepSource, this.snapshots, this.snapshotter, this.streams,
				this.dump, this.specCustomizer);
	}

	/**
	 * A copy with which the container stays where it was as well. It is stopped there, as
	 * its processes go on elsewhere.
	 * @return the copy
	 */
	public MigrateOptions withSourceKept() {
		return new MigrateOptions(this.live, this.id, true, this.snapshots, this.snapshotter, this.streams, this.dump,
				this.specCustomizer);
	}

	/**
	 * A copy with which the snapshots of the container move too. Each of its layers is
	 * copied, and so are dumps.
	 * @return the copy
	 */
	public MigrateOptions withSnapshots() {
		return new MigrateOptions(this.live, this.id, this.keepSource, true, this.snapshotter, this.streams, this.dump,
				this.specCustomizer);
	}

	/**
	 * A copy with another snapshotter.
	 * @param snapshotter its name at the target
	 * @return the copy
	 * @throws InvalidArgumentException if the name is empty
	 */
	public MigrateOptions withSnapshotter(String snapshotter) {
		return new MigrateOptions(this.live, this.id, this.keepSource, this.snapshots, snapshotter, this.streams,
				this.dump, this.specCustomizer);
	}

	/**
	 * A copy with standard streams for processes that go on.
	 * @param streams the streams, to be found at
	 * {@link io.github.containerd4j.task.Task#streams()} of the new task
	 * @return the copy
	 */
	public MigrateOptions withStreams(Streams streams) {
		return new MigrateOptions(this.live, this.id, this.keepSource, this.snapshots, this.snapshotter, streams,
				this.dump, this.specCustomizer);
	}

	/**
	 * A copy with other options for CRIU, such as for TCP connections.
	 * @param dump how the processes are dumped
	 * @return the copy
	 * @throws InvalidArgumentException if they name a directory for the dump
	 */
	public MigrateOptions withDump(CheckpointOptions dump) {
		return new MigrateOptions(this.live, this.id, this.keepSource, this.snapshots, this.snapshotter, this.streams,
				dump, this.specCustomizer);
	}

	/**
	 * A copy that changes the runtime spec, after what is done to it already.
	 * @param customizer takes the spec and returns the changed one
	 * @return the copy
	 */
	public MigrateOptions withSpecCustomizer(UnaryOperator<TypedValue> customizer) {
		UnaryOperator<TypedValue> first = this.specCustomizer;
		return new MigrateOptions(this.live, this.id, this.keepSource, this.snapshots, this.snapshotter, this.streams,
				this.dump, (spec) -> customizer.apply(first.apply(spec)));
	}

}

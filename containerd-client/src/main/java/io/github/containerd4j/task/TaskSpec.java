package io.github.containerd4j.task;

import java.util.List;

import io.github.containerd4j.Identifiers;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.snapshot.Mount;
import io.github.containerd4j.stdio.Stdio;
import org.jspecify.annotations.Nullable;

/**
 * What a new task is made of, besides the record of its container.
 *
 * @param containerId the container, whose record must exist
 * @param rootfs the mounts of the root file system, as the snapshotter gave them; empty
 * if the runtime spec names a directory that is ready
 * @param stdio the standard streams
 * @param checkpoint the dump to restore from; {@code null} to start anew
 * @param options the runtime's options, which replace those of the container's record as
 * a whole; {@code null} to use the record's
 * @param runtimePath the shim's file on the daemon's host, instead of the one that the
 * runtime's name means; {@code null} for the latter
 * @param taskApiAddress the task service of a sandbox to use, since containerd 2.3;
 * {@code null} for a shim of its own. Older daemons ignore it
 * @param taskApiVersion the version of that task service; 0 if there is none
 * @since 0.1.0
 */
public record TaskSpec(String containerId, List<Mount> rootfs, Stdio stdio, @Nullable Descriptor checkpoint,
		@Nullable TypedValue options, @Nullable String runtimePath, @Nullable String taskApiAddress,
		int taskApiVersion) {

	/**
	 * Checks the identifier and copies the mounts.
	 * @param containerId the container
	 * @param rootfs the mounts of the root file system
	 * @param stdio the standard streams
	 * @param checkpoint the dump to restore from
	 * @param options the runtime's options
	 * @param runtimePath the shim's file
	 * @param taskApiAddress the task service of a sandbox
	 * @param taskApiVersion the version of that task service
	 * @throws InvalidArgumentException if the identifier is not valid
	 */
	public TaskSpec {
		Identifiers.require("container id", containerId);
		rootfs = List.copyOf(rootfs);
	}

	TaskSpec withStdio(Stdio other) {
		return new TaskSpec(this.containerId, this.rootfs, other, this.checkpoint, this.options, this.runtimePath,
				this.taskApiAddress, this.taskApiVersion);
	}

	/**
	 * Starts a task's specification.
	 * @param containerId the container
	 * @return the builder
	 */
	public static Builder builder(String containerId) {
		return new Builder(containerId);
	}

	/**
	 * Builds what a new task is made of. Not safe for use by many threads.
	 */
	public static final class Builder {

		private final String containerId;

		private List<Mount> rootfs = List.of();

		private Stdio stdio = Stdio.none();

		private @Nullable Descriptor checkpoint;

		private @Nullable TypedValue options;

		private @Nullable String runtimePath;

		private @Nullable String taskApiAddress;

		private int taskApiVersion;

		private Builder(String containerId) {
			this.containerId = containerId;
		}

		/**
		 * Sets the root file system; none by default.
		 * @param mounts the mounts, as the snapshotter gave them
		 * @return this builder
		 */
		public Builder rootfs(List<Mount> mounts) {
			this.rootfs = mounts;
			return this;
		}

		/**
		 * Sets the standard streams; all are {@code /dev/null} by default.
		 * @param stdio the streams
		 * @return this builder
		 */
		public Builder stdio(Stdio stdio) {
			this.stdio = stdio;
			return this;
		}

		/**
		 * Restores the task from a dump.
		 * @param checkpoint the dump, as {@link TaskService#checkpoint} returned it
		 * @return this builder
		 */
		public Builder checkpoint(Descriptor checkpoint) {
			this.checkpoint = checkpoint;
			return this;
		}

		/**
		 * Replaces the runtime options of the container's record.
		 * @param options the options
		 * @return this builder
		 */
		public Builder options(TypedValue options) {
			this.options = options;
			return this;
		}

		/**
		 * Uses a certain shim.
		 * @param path its absolute path on the daemon's host
		 * @return this builder
		 */
		public Builder runtimePath(String path) {
			this.runtimePath = path;
			return this;
		}

		/**
		 * Uses the task service of a sandbox, since containerd 2.3.
		 * @param address where it listens
		 * @param version its version
		 * @return this builder
		 */
		public Builder taskApi(String address, int version) {
			this.taskApiAddress = address;
			this.taskApiVersion = version;
			return this;
		}

		/**
		 * Checks and builds the specification.
		 * @return the specification
		 * @throws InvalidArgumentException if the identifier is not valid
		 */
		public TaskSpec build() {
			return new TaskSpec(this.containerId, this.rootfs, this.stdio, this.checkpoint, this.options,
					this.runtimePath, this.taskApiAddress, this.taskApiVersion);
		}

	}

}

package io.github.containerd4j.task;

import java.util.List;

import io.github.containerd4j.TypedValue;
import io.github.containerd4j.proto.runc.v1.CheckpointOptions.Builder;
import io.github.containerd4j.rpc.Protos;
import org.jspecify.annotations.Nullable;

/**
 * How the runc shim dumps a task. The {@code with} methods give changed copies.
 *
 * @param exit whether the task ends after the dump, also when storing the dump fails then
 * @param openTcp whether established TCP connections are dumped; without it they make the
 * dump fail
 * @param externalUnixSockets whether connected Unix sockets may lead outside
 * @param terminal whether a task with a terminal may be dumped
 * @param fileLocks whether file locks are dumped; without it they make the dump fail
 * @param emptyNamespaces namespaces that a restore creates anew and empty, such as
 * {@code network}
 * @param cgroupsMode how control groups are restored, in CRIU's words such as
 * {@code soft} or {@code strict}; {@code null} for CRIU's default
 * @param imagePath a directory on the daemon's host that takes the dump, instead of the
 * content store; {@code null} for the latter
 * @param workPath a directory on the daemon's host for CRIU's logs; {@code null} for the
 * shim's own
 * @since 0.1.0
 */
public record CheckpointOptions(boolean exit, boolean openTcp, boolean externalUnixSockets, boolean terminal,
		boolean fileLocks, List<String> emptyNamespaces, @Nullable String cgroupsMode, @Nullable String imagePath,
		@Nullable String workPath) {

	/**
	 * Copies the list.
	 * @param exit whether the task ends after the dump
	 * @param openTcp whether TCP connections are dumped
	 * @param externalUnixSockets whether Unix sockets may lead outside
	 * @param terminal whether a terminal is allowed
	 * @param fileLocks whether file locks are dumped
	 * @param emptyNamespaces namespaces that a restore creates anew
	 * @param cgroupsMode how control groups are restored
	 * @param imagePath a directory that takes the dump
	 * @param workPath a directory for CRIU's logs
	 */
	public CheckpointOptions {
		emptyNamespaces = List.copyOf(emptyNamespaces);
	}

	/**
	 * The task goes on after the dump, which goes to the content store, file locks
	 * included.
	 * @return the options
	 */
	public static CheckpointOptions defaults() {
		return new CheckpointOptions(false, false, false, false, true, List.of(), null, null, null);
	}

	/**
	 * A copy with which the task ends after the dump, or not.
	 * @param exit whether it ends
	 * @return the copy
	 */
	public CheckpointOptions withExit(boolean exit) {
		return new CheckpointOptions(exit, this.openTcp, this.externalUnixSockets, this.terminal, this.fileLocks,
				this.emptyNamespaces, this.cgroupsMode, this.imagePath, this.workPath);
	}

	/**
	 * A copy that dumps established TCP connections, or does not.
	 * @param openTcp whether they are dumped
	 * @return the copy
	 */
	public CheckpointOptions withOpenTcp(boolean openTcp) {
		return new CheckpointOptions(this.exit, openTcp, this.externalUnixSockets, this.terminal, this.fileLocks,
				this.emptyNamespaces, this.cgroupsMode, this.imagePath, this.workPath);
	}

	/**
	 * A copy that allows Unix sockets which lead outside, or does not.
	 * @param externalUnixSockets whether they are allowed
	 * @return the copy
	 */
	public CheckpointOptions withExternalUnixSockets(boolean externalUnixSockets) {
		return new CheckpointOptions(this.exit, this.openTcp, externalUnixSockets, this.terminal, this.fileLocks,
				this.emptyNamespaces, this.cgroupsMode, this.imagePath, this.workPath);
	}

	/**
	 * A copy that allows a terminal, or does not.
	 * @param terminal whether it is allowed
	 * @return the copy
	 */
	public CheckpointOptions withTerminal(boolean terminal) {
		return new CheckpointOptions(this.exit, this.openTcp, this.externalUnixSockets, terminal, this.fileLocks,
				this.emptyNamespaces, this.cgroupsMode, this.imagePath, this.workPath);
	}

	/**
	 * A copy that dumps file locks, or does not.
	 * @param fileLocks whether they are dumped
	 * @return the copy
	 */
	public CheckpointOptions withFileLocks(boolean fileLocks) {
		return new CheckpointOptions(this.exit, this.openTcp, this.externalUnixSockets, this.terminal, fileLocks,
				this.emptyNamespaces, this.cgroupsMode, this.imagePath, this.workPath);
	}

	/**
	 * A copy with other namespaces that a restore creates anew.
	 * @param emptyNamespaces all of them, such as {@code network}
	 * @return the copy
	 */
	public CheckpointOptions withEmptyNamespaces(List<String> emptyNamespaces) {
		return new CheckpointOptions(this.exit, this.openTcp, this.externalUnixSockets, this.terminal, this.fileLocks,
				emptyNamespaces, this.cgroupsMode, this.imagePath, this.workPath);
	}

	/**
	 * A copy with another way to restore control groups.
	 * @param cgroupsMode the way, in CRIU's words
	 * @return the copy
	 */
	public CheckpointOptions withCgroupsMode(String cgroupsMode) {
		return new CheckpointOptions(this.exit, this.openTcp, this.externalUnixSockets, this.terminal, this.fileLocks,
				this.emptyNamespaces, cgroupsMode, this.imagePath, this.workPath);
	}

	/**
	 * A copy with which the dump goes to a directory. Nothing is stored as content then,
	 * so a second checkpoint of one task works before containerd 2.0 too.
	 * @param path the directory on the daemon's host
	 * @return the copy
	 */
	public CheckpointOptions withImagePath(String path) {
		return new CheckpointOptions(this.exit, this.openTcp, this.externalUnixSockets, this.terminal, this.fileLocks,
				this.emptyNamespaces, this.cgroupsMode, path, this.workPath);
	}

	/**
	 * The options as the shim takes them.
	 * @return the value
	 */
	public TypedValue toTypedValue() {
		Builder options = io.github.containerd4j.proto.runc.v1.CheckpointOptions.newBuilder()
			.setExit(this.exit)
			.setOpenTcp(this.openTcp)
			.setExternalUnixSockets(this.externalUnixSockets)
			.setTerminal(this.terminal)
			.setFileLocks(this.fileLocks)
			.addAllEmptyNamespaces(this.emptyNamespaces);
		Protos.setIfPresent(this.cgroupsMode, options::setCgroupsMode);
		Protos.setIfPresent(this.imagePath, options::setImagePath);
		Protos.setIfPresent(this.workPath, options::setWorkPath);
		return Protos.pack(options.build());
	}

}

package io.github.containerd4j.host;

import java.nio.file.Path;
import java.util.List;

import io.github.containerd4j.rpc.RpcClient;
import io.github.containerd4j.snapshot.Mount;
import org.jspecify.annotations.Nullable;

/**
 * Mounts snapshots on this machine, so that Java can read and write their files. Needs
 * Linux, root (CAP_SYS_ADMIN), and the daemon on the same host with the same view of the
 * files.
 * <p>
 * What a snapshotter gives is a bind mount or an overlay; tmpfs and whatever else the
 * kernel mounts by itself work too. A recipe, as containerd 2.2 may give, fails with
 * {@link io.github.containerd4j.UnimplementedException}, which names
 * {@link io.github.containerd4j.mount.MountService#activate Mounts.activate}. Overlays of
 * more layers than fit a page of options are mounted as well, up to the kernel's own
 * limit of 500.
 * <p>
 * Private directories are made in {@code java.io.tmpdir}, for this user only. Each call
 * first removes those, mounts included, that a killed JVM of this user has left there.
 * <p>
 * Safe for use by many threads. Failures of the kernel have a {@link SystemCallException}
 * as their cause.
 *
 * @since 0.1.0
 */
public interface HostMounts {

	/**
	 * Mounts on a private directory.
	 * @param mounts the mounts, as a snapshotter gave them, in that order
	 * @return the mounted directory, to be closed
	 * @throws io.github.containerd4j.PermissionDeniedException if this process may not
	 * mount
	 * @throws io.github.containerd4j.NotFoundException if a directory of the mounts does
	 * not exist here
	 * @throws io.github.containerd4j.FailedPreconditionException if the daemon is known
	 * to be on another host
	 * @throws io.github.containerd4j.UnimplementedException if a mount is a recipe for
	 * the daemon
	 */
	MountedDirectory mount(List<Mount> mounts);

	/**
	 * Mounts on a private directory what can then be read only, also if the mounts are
	 * those of a writable snapshot; otherwise as {@link #mount(List)}. What is written to
	 * that snapshot meanwhile may be seen or not.
	 * @param mounts the mounts, as a snapshotter gave them, in that order
	 * @return the mounted directory, to be closed
	 */
	MountedDirectory mountReadOnly(List<Mount> mounts);

	/**
	 * Mounts on a directory of the caller's choice; otherwise as {@link #mount(List)}.
	 * The directory stays when the mount is closed, and is not cleaned up after a killed
	 * JVM.
	 * @param mounts the mounts, as a snapshotter gave them, in that order
	 * @param directory an existing directory
	 * @return the mounted directory, to be closed
	 */
	MountedDirectory mountAt(List<Mount> mounts, Path directory);

	/**
	 * Makes a view of a committed snapshot and mounts it on a private directory, for
	 * reading. The view belongs to a lease, so that it goes, at the latest after 24
	 * hours, if this JVM is killed; closing unmounts, removes the view and deletes the
	 * lease.
	 * @param snapshotter the name of the snapshotter
	 * @param snapshot the name of a committed snapshot, such as a chain id; {@code null}
	 * for an empty file system
	 * @return the mounted directory, to be closed
	 * @throws io.github.containerd4j.NotFoundException if there is no such snapshot
	 * @throws io.github.containerd4j.InvalidArgumentException if it is not committed
	 * @throws io.github.containerd4j.PermissionDeniedException if this process may not
	 * mount
	 * @throws io.github.containerd4j.FailedPreconditionException if the daemon is known
	 * to be on another host
	 */
	MountedDirectory view(String snapshotter, @Nullable String snapshot);

	/**
	 * Asks whether the daemon's files are, for all that is known, those of this machine.
	 * They are not behind a TCP address, nor, since containerd 1.7, when the daemon runs
	 * in another PID namespace.
	 * @return whether they are
	 */
	boolean isDaemonHere();

	/**
	 * Makes the service.
	 * @param rpc makes the calls, in one namespace
	 * @return the service
	 */
	static HostMounts over(RpcClient rpc) {
		return new GrpcHostMounts(rpc);
	}

}

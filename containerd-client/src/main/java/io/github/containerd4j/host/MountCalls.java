package io.github.containerd4j.host;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.snapshot.Mount;
import org.jspecify.annotations.Nullable;

/**
 * Carries out mounts as containerd does.
 */
final class MountCalls {

	private final Kernel kernel;

	MountCalls(Kernel kernel) {
		this.kernel = kernel;
	}

	/**
	 * Refuses what is no plain mount, before anything is mounted.
	 */
	static void requirePlain(Mount mount) {
		if (mount.type().contains("/") || mount.type().startsWith("fuse")) {
			throw HostFailures.of("mount", mount.type(), mount.source(), ErrorCode.UNIMPLEMENTED,
					"this is a recipe that only the daemon can carry out; use Mounts.activate (containerd 2.2)", null);
		}
		MountOptions.parse(mount);
	}

	/**
	 * Mounts.
	 * @param mount what
	 * @param target where, an existing directory or file
	 */
	void mount(Mount mount, Path target) {
		MountOptions options = MountOptions.parse(mount);
		try {
			mount(mount, target, options);
		}
		catch (SystemCallException ex) {
			throw failed(mount, target, ex);
		}
	}

	private void mount(Mount mount, Path target, MountOptions options) throws SystemCallException {
		String text = options.text();
		if (fits(text)) {
			this.kernel.mount(mount.source(), target, mount.type(), options.flags(), text.isEmpty() ? null : text);
		}
		else {
			mountShortened(mount, target, options);
		}
		try {
			finish(target, options);
		}
		catch (SystemCallException ex) {
			this.kernel.unmount(target, Kernel.DETACH | Kernel.NO_FOLLOW);
			throw ex;
		}
	}

	private void finish(Path target, MountOptions options) throws SystemCallException {
		if (options.flagsAfterBind() != 0) {
			long flags = options.flagsAfterBind() | MountFlag.BIND | MountFlag.REMOUNT;
			this.kernel.mount("", target, null, flags, null);
		}
		if (options.propagation() != 0) {
			this.kernel.mount("", target, null, options.propagation(), null);
		}
	}

	/**
	 * Mounts an overlay of many layers from the directory that they have in common. The
	 * working directory belongs to the process, so this takes a thread that has one of
	 * its own and ends afterwards.
	 */
	private void mountShortened(Mount mount, Path target, MountOptions options) throws SystemCallException {
		OverlayOptions shorter = "overlay".equals(mount.type()) ? OverlayOptions.shorten(options.data()) : null;
		String text = (shorter != null) ? String.join(",", shorter.data()) : options.text();
		if (shorter == null || !fits(text)) {
			throw HostFailures.of("mount", mount.type(), target.toString(), ErrorCode.INVALID_ARGUMENT,
					"its options have " + options.text().length() + " characters, and the kernel takes "
							+ (Kernel.MOUNT_DATA_LIMIT - 1) + ": the snapshot has too many layers",
					null);
		}
		Path directory = shorter.directory();
		OwnThread.run("containerd-mount", () -> {
			this.kernel.unshare(Kernel.CLONE_FS);
			this.kernel.changeDirectory(directory);
			this.kernel.mount(mount.source(), target.toAbsolutePath(), mount.type(), options.flags(), text);
		});
	}

	private static boolean fits(String text) {
		return text.getBytes(StandardCharsets.UTF_8).length < Kernel.MOUNT_DATA_LIMIT;
	}

	private static ContainerdException failed(Mount mount, Path target, SystemCallException cause) {
		if (cause.errno() == Errno.ENOENT.number()) {
			return HostFailures.of("mount", mount.type(), target.toString(), ErrorCode.NOT_FOUND,
					cause.getMessage() + ". Mounts are for the daemon's host: if the daemon runs on another one, or in "
							+ "a container with its own files, its paths do not exist here: " + describe(mount),
					cause);
		}
		return HostFailures.of("mount", mount.type(), target.toString(), Errno.code(cause.errno()),
				cause.getMessage() + ": " + describe(mount), cause);
	}

	private static String describe(Mount mount) {
		String text = mount.source() + " " + String.join(",", mount.options());
		return (text.length() > 300) ? text.substring(0, 300) + "..." : text;
	}

	/**
	 * Unmounts one mount, detaching it if it stays in use.
	 * @param target the mount point
	 * @return whether it had to be detached
	 */
	boolean unmount(Path target) {
		SystemCallException failure = tryUnmount(target, Kernel.NO_FOLLOW);
		boolean busy = failure != null && failure.errno() == Errno.EBUSY.number();
		if (busy) {
			failure = tryUnmount(target, Kernel.NO_FOLLOW | Kernel.DETACH);
		}
		if (failure != null && failure.errno() != Errno.EINVAL.number() && failure.errno() != Errno.ENOENT.number()) {
			throw HostFailures.of("umount", "mount point", target.toString(), failure);
		}
		return busy;
	}

	private @Nullable SystemCallException tryUnmount(Path target, int flags) {
		try {
			this.kernel.unmount(target, flags);
			return null;
		}
		catch (SystemCallException ex) {
			return ex;
		}
	}

}

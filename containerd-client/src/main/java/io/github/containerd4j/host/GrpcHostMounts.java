package io.github.containerd4j.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.UnimplementedException;
import io.github.containerd4j.lease.Lease;
import io.github.containerd4j.lease.LeaseService;
import io.github.containerd4j.rpc.RpcClient;
import io.github.containerd4j.snapshot.Mount;
import io.github.containerd4j.snapshot.SnapshotService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class GrpcHostMounts implements HostMounts {

	private static final Logger logger = LoggerFactory.getLogger(GrpcHostMounts.class);

	private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

	private final RpcClient rpc;

	private final MountCalls calls = new MountCalls(Kernel.get());

	private final MountDirectories directories = new MountDirectories(TEMPORARY, this.calls);

	GrpcHostMounts(RpcClient rpc) {
		this.rpc = rpc;
	}

	@Override
	public MountedDirectory mount(List<Mount> mounts) {
		require(mounts);
		return mountPrivately(mounts, () -> {
		});
	}

	@Override
	public MountedDirectory mountReadOnly(List<Mount> mounts) {
		return mount(ReadOnlyMounts.of(mounts));
	}

	@Override
	public MountedDirectory mountAt(List<Mount> mounts, Path directory) {
		require(mounts);
		try {
			Path root = directory.toRealPath();
			return new DefaultMountedDirectory(root, this.calls, mountAll(mounts, root), () -> {
			});
		}
		catch (IOException ex) {
			throw HostFailures.of("mount", "directory", directory.toString(), ErrorCode.NOT_FOUND,
					"it does not exist here", ex);
		}
	}

	@Override
	public MountedDirectory view(String snapshotter, @Nullable String snapshot) {
		new DaemonHost(this.rpc).require("mount");
		Lease lease = LeaseService.over(this.rpc).open();
		try {
			SnapshotService snapshots = SnapshotService.over(this.rpc.underLease(lease.id()), snapshotter);
			String key = "containerd4j-view-" + UUID.randomUUID();
			List<Mount> mounts = ReadOnlyMounts.of(snapshots.view(key, snapshot));
			return mountPrivately(mounts, () -> release(lease, snapshots, key));
		}
		catch (RuntimeException | Error ex) {
			lease.close();
			throw ex;
		}
	}

	@Override
	public boolean isDaemonHere() {
		try {
			new DaemonHost(this.rpc).require("mount");
			return true;
		}
		catch (FailedPreconditionException | UnimplementedException ex) {
			return false;
		}
	}

	private static void release(Lease lease, SnapshotService snapshots, String key) {
		try (lease) {
			snapshots.remove(key);
		}
		catch (ContainerdException ex) {
			logger.debug("The view {} is left to garbage collection", key, ex);
		}
	}

	private void require(List<Mount> mounts) {
		mounts.forEach(MountCalls::requirePlain);
		new DaemonHost(this.rpc).require("mount");
	}

	private MountedDirectory mountPrivately(List<Mount> mounts, Runnable afterwards) {
		mounts.forEach(MountCalls::requirePlain);
		Path root = this.directories.create();
		try {
			return new DefaultMountedDirectory(root, this.calls, mountAll(mounts, root), () -> {
				this.directories.remove(root);
				afterwards.run();
			});
		}
		catch (RuntimeException | Error ex) {
			removeQuietly(root, ex);
			throw ex;
		}
	}

	private void removeQuietly(Path root, Throwable failure) {
		try {
			this.directories.remove(root);
		}
		catch (IOException ex) {
			failure.addSuppressed(ex);
		}
	}

	/**
	 * Mounts all or nothing.
	 * @return the mount points, the last one first
	 */
	private Deque<Path> mountAll(List<Mount> mounts, Path root) {
		Deque<Path> mounted = new ArrayDeque<>();
		try {
			for (Mount mount : mounts) {
				Path target = target(mount, root);
				this.calls.mount(mount, target);
				mounted.push(target);
			}
			return mounted;
		}
		catch (RuntimeException | Error ex) {
			unmountQuietly(mounted, ex);
			throw ex;
		}
	}

	private void unmountQuietly(Deque<Path> mounted, Throwable failure) {
		for (Path target : mounted) {
			try {
				this.calls.unmount(target);
			}
			catch (ContainerdException ex) {
				failure.addSuppressed(ex);
			}
		}
	}

	private static Path target(Mount mount, Path root) {
		try {
			return RootedPath.resolve(root, mount.target());
		}
		catch (IOException ex) {
			throw HostFailures.of("mount", "target", mount.target(), ErrorCode.INVALID_ARGUMENT,
					String.valueOf(ex.getMessage()), ex);
		}
	}

}

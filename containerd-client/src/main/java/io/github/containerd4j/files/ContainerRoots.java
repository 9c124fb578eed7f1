package io.github.containerd4j.files;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.host.HostMounts;
import io.github.containerd4j.host.HostProcesses;
import io.github.containerd4j.host.MountedDirectory;
import io.github.containerd4j.host.ProcessDirectory;
import io.github.containerd4j.host.RootDirectory;
import io.github.containerd4j.host.SystemCallException;
import io.github.containerd4j.rpc.RpcClient;
import io.github.containerd4j.snapshot.Mount;
import io.github.containerd4j.task.ProcessInfo;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.task.TaskStatus;

/**
 * Opens the root of one container: that of its first process, with all that is mounted
 * there, or its snapshot if it does not run.
 */
final class ContainerRoots {

	// Between the end of a process and the daemon's knowing about it are milliseconds.
	private static final int ATTEMPTS = 50;

	private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

	// ESRCH and ENOENT, which procfs gives for what has ended.
	private static final List<Integer> GONE = List.of(3, 2);

	private final RpcClient rpc;

	private final Namespace namespace;

	private final String id;

	ContainerRoots(RpcClient rpc, Namespace namespace, String id) {
		this.rpc = rpc;
		this.namespace = namespace;
		this.id = id;
	}

	String id() {
		return this.id;
	}

	boolean areHere() {
		return HostProcesses.over(this.rpc).areVisible();
	}

	FilesRoot open(FileFailures failures, boolean writable) {
		HostProcesses.over(this.rpc).require(failures.operation());
		ContainerInfo info = this.namespace.containers().get(this.id).info();
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			int pid = pid();
			Optional<FilesRoot> root = (pid != 0) ? running(pid, info, failures)
					: Optional.of(stopped(info, failures, writable));
			if (root.isPresent()) {
				return root.get();
			}
			LockSupport.parkNanos(PAUSE);
		}
		throw failures.of(ErrorCode.ABORTED, "the container was started or ended at the same moment, again and again");
	}

	/**
	 * The container's first process.
	 * @return its id; 0 if none runs
	 */
	private int pid() {
		return this.namespace.tasks()
			.find(this.id)
			.map(Task::info)
			.filter((task) -> task.status() != TaskStatus.STOPPED)
			.map(ProcessInfo::pid)
			.orElse(0);
	}

	/**
	 * Opens the root of a process. The number is asked for again while the process is
	 * held, so that it is not another one that has it now.
	 * @return the root; empty if the process has ended
	 */
	private Optional<FilesRoot> running(int pid, ContainerInfo info, FileFailures failures) {
		try (ProcessDirectory process = ProcessDirectory.open(pid)) {
			if (pid() != pid) {
				return Optional.empty();
			}
			RootDirectory root = process.root();
			return Optional.of(new FilesRoot(root, Owners.of(info, false), root::close));
		}
		catch (SystemCallException ex) {
			if (GONE.contains(ex.errno())) {
				return Optional.empty();
			}
			throw failures.of(ex);
		}
	}

	private FilesRoot stopped(ContainerInfo info, FileFailures failures, boolean writable) {
		String snapshotter = info.snapshotter();
		String key = info.snapshotKey();
		if (snapshotter == null || key == null) {
			throw failures.refused("the container does not run, and has no snapshot that could be mounted");
		}
		List<Mount> mounts = this.namespace.snapshots(snapshotter).mounts(key);
		boolean mapped = mounts.stream().anyMatch(Mount::mapsOwners);
		if (mapped && writable) {
			throw failures.refused("the container does not run, and only the kernel maps the owners of its files while"
					+ " it does; start it first");
		}
		Owners owners = Owners.of(info, mapped);
		if (!writable || isReadOnly(info)) {
			RootDirectory root = mounted(mounts, failures, false);
			return new FilesRoot(root, owners, root::close);
		}
		WritableSnapshots.Key snapshot = new WritableSnapshots.Key(this.rpc.connection().address(),
				this.namespace.name(), snapshotter, key);
		RootDirectory root = WritableSnapshots.share(snapshot, () -> mounted(mounts, failures, true));
		return new FilesRoot(root, owners, () -> WritableSnapshots.release(snapshot));
	}

	private static boolean isReadOnly(ContainerInfo info) {
		return RuntimeSpec.of(info)
			.flatMap((spec) -> spec.find("/root/readonly"))
			.filter(Boolean.TRUE::equals)
			.isPresent();
	}

	/**
	 * Mounts a snapshot and opens it. The mount is detached at once and ends with the
	 * descriptor, so that nothing of it is left when this JVM is killed.
	 */
	private RootDirectory mounted(List<Mount> mounts, FileFailures failures, boolean writable) {
		HostMounts host = this.namespace.hostMounts();
		List<Mount> plain = mounts.stream().map(Mount::withoutOwnerMapping).toList();
		try (MountedDirectory mounted = writable ? host.mount(plain) : host.mountReadOnly(plain)) {
			return RootDirectory.open(mounted.path());
		}
		catch (SystemCallException ex) {
			throw failures.of(ex);
		}
	}

}

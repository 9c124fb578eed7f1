package io.github.containerd4j.checkpoint;

import java.util.List;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.Failure;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.container.RuntimeOptions;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.snapshot.Mount;
import io.github.containerd4j.stdio.Streams;
import io.github.containerd4j.task.CheckpointOptions;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.undo.Rollback;

/**
 * The processes of a container, dumped and restored by CRIU, without an image around
 * them: for those who take care of files and records themselves.
 *
 * @since 0.1.0
 */
public final class ProcessDump {

	private ProcessDump() {
	}

	/**
	 * Refuses what no restore could make again, before anything is done.
	 * @param namespace the namespace of the container
	 * @param container the container
	 * @param options how CRIU shall dump
	 * @throws FailedPreconditionException if the container has a CNI network that is only
	 * that of its task, and the options do not leave it out
	 */
	public static void requireRestorable(Namespace namespace, ContainerInfo container, CheckpointOptions options) {
		CheckpointNetwork.of(namespace, container).requireDumpable(options);
	}

	/**
	 * Dumps the processes of a container, which go on afterwards unless they are paused.
	 * @param underLease the namespace, under a lease that holds the dump
	 * @param container the container, which must have a task that runs or is paused
	 * @param options how CRIU dumps
	 * @return the dump, a blob
	 * @throws CriuException if CRIU is missing or fails
	 */
	public static Descriptor make(Namespace underLease, ContainerInfo container, CheckpointOptions options) {
		TypedValue spec = container.spec();
		if (spec == null) {
			throw failed(container, "its record has no spec");
		}
		try (UniqueSpec unique = UniqueSpec.of(underLease, container.id(), spec)) {
			return underLease.tasks()
				.checkpoint(container.id(), options)
				.stream()
				.filter((part) -> part.mediaType().equals(CheckpointParts.DUMP))
				.findFirst()
				.orElseThrow(() -> failed(container, "the daemon has given no dump"));
		}
		catch (ContainerdException ex) {
			throw CriuFailures.of("dump", ex);
		}
	}

	private static FailedPreconditionException failed(ContainerInfo container, String reason) {
		Failure failure = new Failure("Tasks.Checkpoint", "container", container.id(), null,
				ErrorCode.FAILED_PRECONDITION);
		return new FailedPreconditionException(failure.describe() + ": " + reason, failure, null);
	}

	/**
	 * Lets a container that has its files go on from a dump, and connects it to its
	 * networks: before, if it keeps them, and else afterwards.
	 * @param namespace the namespace of the container
	 * @param container the container, which has no task
	 * @param dump the dump, a blob of this namespace
	 * @param streams where the standard streams lead that they had
	 * @param ready is run when all is there, just before the processes go on; they do not
	 * if it fails
	 * @param rollback gets what ends the task again
	 * @return the running task
	 * @throws CriuException if CRIU is missing or fails
	 */
	public static Task restore(Namespace namespace, ContainerInfo container, Descriptor dump, Streams streams,
			Runnable ready, Rollback rollback) {
		String snapshotter = container.snapshotter();
		String key = container.snapshotKey();
		if (snapshotter == null || key == null) {
			throw failed(container, "its record names no snapshot");
		}
		RestoreRequest request = RestoreRequest.of(container.id(), container.id()).withStreams(streams);
		List<Mount> rootfs = namespace.snapshots(snapshotter).mounts(key);
		RuntimeOptions recorded = container.runtime();
		RuntimeOptions runtime = (recorded != null) ? recorded : RuntimeOptions.of(RuntimeOptions.RUNC_V2);
		CheckpointNetwork network = CheckpointNetwork.of(namespace, container);
		network.connect(namespace);
		Task task = new TaskRestorer(namespace, request, ready, rollback).restore(runtime, rootfs, dump);
		network.connect(namespace, task);
		return task;
	}

}

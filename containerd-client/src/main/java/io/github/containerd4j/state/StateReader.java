package io.github.containerd4j.state;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.network.ContainerInterface;
import io.github.containerd4j.snapshot.SnapshotUsage;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.task.TaskStats;
import io.github.containerd4j.task.TaskStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all that there is to tell of a container. What ends in the middle is left out.
 */
final class StateReader {

	private static final Logger logger = LoggerFactory.getLogger(StateReader.class);

	// The shim's own failures, such as a process that has just ended, have no class.
	private static final Set<ErrorCode> GONE = Set.of(ErrorCode.NOT_FOUND, ErrorCode.FAILED_PRECONDITION,
			ErrorCode.UNKNOWN);

	private final Namespace namespace;

	private final String id;

	StateReader(Namespace namespace, String id) {
		this.namespace = namespace;
		this.id = id;
	}

	ContainerState read() {
		Optional<Task> task = this.namespace.tasks().find(this.id);
		Optional<Container> container = this.namespace.containers().find(this.id);
		int pid = task.map(StateReader::pid).orElse(0);
		boolean here = pid > 0 && this.namespace.hostMounts().isDaemonHere();
		return new ContainerState(this.id, status(task, container), pid,
				container.map((found) -> found.info().createdAt()).orElse(null), here ? startOf(pid) : null,
				here ? interfaces(container) : List.of(), task.map(this::stats).orElse(null),
				container.map((found) -> disk(found.info())).orElse(null), (pid > 0) ? processes(task.get()) : 0);
	}

	private static int pid(Task task) {
		return (task.info().status() == TaskStatus.STOPPED) ? 0 : task.info().pid();
	}

	private static ContainerStatus status(Optional<Task> task, Optional<Container> container) {
		return task.map((found) -> ContainerStatus.of(found.info().status()))
			.orElse(container.isPresent() ? ContainerStatus.STOPPED : ContainerStatus.MISSING);
	}

	private static @Nullable Instant startOf(int pid) {
		return ProcessHandle.of(pid).flatMap((process) -> process.info().startInstant()).orElse(null);
	}

	private List<ContainerInterface> interfaces(Optional<Container> container) {
		return container.map(Container::interfaces).orElse(List.of());
	}

	private @Nullable TaskStats stats(Task task) {
		return unlessGone(() -> task.stats().orElse(null));
	}

	private int processes(Task task) {
		Integer count = unlessGone(() -> task.pids().size());
		return (count != null) ? count : 0;
	}

	private @Nullable SnapshotUsage disk(ContainerInfo info) {
		String snapshotter = info.snapshotter();
		String key = info.snapshotKey();
		if (snapshotter == null || key == null) {
			return null;
		}
		return unlessGone(() -> this.namespace.snapshots(snapshotter).usage(key));
	}

	private <T> @Nullable T unlessGone(Supplier<@Nullable T> part) {
		try {
			return part.get();
		}
		catch (ContainerdException ex) {
			if (!GONE.contains(ex.code())) {
				throw ex;
			}
			logger.debug("A part of the state of container {} is not known", this.id, ex);
			return null;
		}
	}

}

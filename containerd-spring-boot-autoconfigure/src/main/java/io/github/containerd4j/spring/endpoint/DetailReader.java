package io.github.containerd4j.spring.endpoint;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.Filter;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.container.RuntimeOptions;
import io.github.containerd4j.snapshot.SnapshotService;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.task.TaskService;
import io.github.containerd4j.task.TaskStatus;
import org.jspecify.annotations.Nullable;

/**
 * Reads one container with all its parts. A part that fails is left out and its problem
 * told: a shim that does not answer must not hide the record.
 */
final class DetailReader {

	private final Reading reading;

	private final SpecReader specs;

	private final String namespace;

	private final Map<String, String> problems = new TreeMap<>();

	DetailReader(Reading reading, SpecReader specs, String namespace) {
		this.reading = reading;
		this.specs = specs;
		this.namespace = namespace;
	}

	Optional<ContainerDetailDescriptor> find(String id) {
		return namespace().containers().find(id).map(Container::info).map(this::describe);
	}

	private ContainerDetailDescriptor describe(ContainerInfo info) {
		RuntimeOptions runtime = info.runtime();
		TypedValue spec = info.spec();
		SnapshotDescriptor snapshot = part("snapshot", () -> snapshot(info));
		Task task = part("task", () -> tasks().find(info.id()).orElse(null));
		boolean alive = task != null && task.info().status() != TaskStatus.STOPPED;
		List<ProcessDescriptor> processes = alive ? part("processes", () -> processes(info.id())) : null;
		MetricsDescriptor metrics = alive ? part("metrics", () -> metrics(info.id())) : null;
		return new ContainerDetailDescriptor(this.namespace, info.id(), info.image(),
				(runtime != null) ? runtime.name() : null, (runtime != null) ? typeUrl(runtime.options()) : null,
				info.snapshotter(), info.snapshotKey(), info.sandbox(), this.reading.mask().labels(info.labels()),
				info.createdAt(), info.updatedAt(), typeUrls(info.extensions()),
				(spec != null) ? this.specs.read(spec, this.reading.mask()) : null,
				(task != null) ? TaskDescriptor.of(task.info()) : null, (processes != null) ? processes : List.of(),
				snapshot, metrics, this.problems);
	}

	private <T> @Nullable T part(String name, Supplier<@Nullable T> part) {
		try {
			return part.get();
		}
		catch (NotFoundException ex) {
			return null;
		}
		catch (ContainerdException ex) {
			this.problems.put(name, String.valueOf(ex.getMessage()));
			return null;
		}
	}

	private List<ProcessDescriptor> processes(String id) {
		return tasks().pids(id).stream().map(ProcessDescriptor::of).toList();
	}

	private @Nullable MetricsDescriptor metrics(String id) {
		return tasks().metrics(Filter.equal("id", id)).stream().findFirst().map(MetricsDescriptor::of).orElse(null);
	}

	private @Nullable SnapshotDescriptor snapshot(ContainerInfo info) {
		String snapshotter = info.snapshotter();
		String key = info.snapshotKey();
		if (snapshotter == null || key == null) {
			return null;
		}
		SnapshotService snapshots = namespace().snapshots(snapshotter);
		return SnapshotDescriptor.of(snapshotter, snapshots.get(key), snapshots.usage(key), this.reading.mask());
	}

	/**
	 * The daemon waits for a shim without a limit of its own, so what a shim tells gets
	 * half of the time that is left.
	 */
	private TaskService tasks() {
		return this.reading.namespaceForHalf(this.namespace).tasks();
	}

	private Namespace namespace() {
		return this.reading.namespace(this.namespace);
	}

	private static @Nullable String typeUrl(@Nullable TypedValue value) {
		return (value != null) ? value.typeUrl() : null;
	}

	private static Map<String, String> typeUrls(Map<String, TypedValue> values) {
		Map<String, String> typeUrls = new TreeMap<>();
		values.forEach((key, value) -> typeUrls.put(key, value.typeUrl()));
		return typeUrls;
	}

}

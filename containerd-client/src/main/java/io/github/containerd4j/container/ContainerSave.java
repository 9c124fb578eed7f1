package io.github.containerd4j.container;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.Failure;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.snapshot.Mount;
import io.github.containerd4j.oci.ImageConfig;
import io.github.containerd4j.rpc.CleanUp;
import io.github.containerd4j.spec.ContainerSpec;
import io.github.containerd4j.spec.Resources;
import io.github.containerd4j.spec.SpecChanges;
import io.github.containerd4j.spec.SpecContext;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.task.TaskStatus;
import org.jspecify.annotations.Nullable;

/**
 * Changes a container that exists. The record comes first, so that a running task never
 * has what the record does not say; it is put back when the task refuses.
 */
final class ContainerSave {

	private static final String LIMITS = "limits";

	private static final Set<String> AT_ONCE = Set.of(LIMITS, "extensions");

	private final Namespace namespace;

	private final ContainerInfo before;

	private final ContainerSpec wanted;

	private final SpecChanges changes;

	private final NetworkChange network;

	private ContainerSave(Namespace namespace, ContainerInfo before, ContainerSpec wanted, SpecChanges changes) {
		this.namespace = namespace;
		this.before = before;
		this.wanted = wanted;
		this.changes = changes;
		this.network = NetworkChange.of(namespace, before, wanted);
	}

	static SaveResult run(Namespace namespace, String id, Consumer<ContainerSpec.Builder> changes) {
		ContainerSpec.Builder builder = ContainerSpec.builder(id);
		changes.accept(builder);
		ContainerSpec wanted = namespace.profiles().resolve(builder.build());
		SpecChanges checked = SpecChanges.of(wanted);
		return new ContainerSave(namespace, namespace.containers().get(id).info(), wanted, checked).run();
	}

	private SaveResult run() {
		TypedValue old = runtimeSpec();
		SpecChanges.Changed changed = changedSpec(old);
		ContainerUpdate update = ContainerUpdate.create();
		this.changes.labels().forEach(update::label);
		if (!changed.names().isEmpty()) {
			update.spec(this.network.joined(changed.spec()));
		}
		this.network.write(update);
		this.wanted.log().ifPresent((log) -> update.extension(ContainerLog.EXTENSION, ContainerLog.write(log)));
		this.wanted.extensions().forEach(update::extension);
		if (update.paths().isEmpty()) {
			return new SaveResult(this.before, Set.of(), Set.of());
		}
		Optional<Task> task = this.namespace.tasks().find(this.before.id()).filter(ContainerSave::isAlive);
		this.network.begin();
		ContainerInfo after = this.namespace.containers().update(this.before.id(), update).info();
		this.network.finish(after);
		if (task.isPresent() && changed.names().contains(LIMITS)) {
			updateTask(task.get(), old);
		}
		return result(after, changed.names(), task.isPresent());
	}

	private static boolean isAlive(Task task) {
		return task.info().status() != TaskStatus.STOPPED;
	}

	private SaveResult result(ContainerInfo after, Set<String> spec, boolean running) {
		Set<String> applied = new LinkedHashSet<>(this.changes.labelNames());
		Set<String> later = new LinkedHashSet<>(spec);
		if (running) {
			later.removeAll(AT_ONCE);
		}
		else {
			later.clear();
		}
		spec.stream().filter((name) -> !later.contains(name)).forEach(applied::add);
		return new SaveResult(after, applied, later);
	}

	private TypedValue runtimeSpec() {
		TypedValue spec = this.before.spec();
		if (spec == null || !spec.typeUrl().endsWith(TypedValue.RUNTIME_SPEC)) {
			Failure failure = new Failure("save", "container", this.before.id(), this.namespace.name(),
					ErrorCode.FAILED_PRECONDITION);
			throw new FailedPreconditionException(failure.describe() + ": its record has no runtime spec in JSON",
					failure, null);
		}
		return spec;
	}

	private SpecChanges.Changed changedSpec(TypedValue old) {
		try (SnapshotFiles files = new SnapshotFiles(this.namespace.hostMounts(), rootfs())) {
			return this.changes.applyTo(this.network.withoutFiles(old),
					new SpecContext(this.namespace.name(), image(), files,
							(id) -> this.namespace.tasks().get(id).info().pid(),
							this.namespace.hostMounts()::isDaemonHere, this.network.mounts()));
		}
	}

	private @Nullable ImageConfig image() {
		String image = this.before.image();
		return (image != null && this.changes.needsImage()) ? this.namespace.images().get(image).readConfig() : null;
	}

	private List<Mount> rootfs() {
		String snapshotter = this.before.snapshotter();
		String key = this.before.snapshotKey();
		boolean needed = snapshotter != null && key != null && this.changes.needsFiles();
		return needed ? this.namespace.snapshots(String.valueOf(snapshotter)).mounts(String.valueOf(key)) : List.of();
	}

	private void updateTask(Task task, TypedValue oldSpec) {
		try {
			task.update(this.changes.resources());
		}
		catch (RuntimeException | Error ex) {
			CleanUp.run(() -> {
				takeBack(ex, () -> this.namespace.containers().update(this.before.id(), opposite(oldSpec)));
				// The runtime writes one file after the other, so some may have it.
				Resources earlier = Resources.of(oldSpec).insteadOf(this.changes.resources());
				takeBack(ex, () -> task.update(earlier));
			});
			throw ex;
		}
	}

	private ContainerUpdate opposite(TypedValue oldSpec) {
		ContainerUpdate update = ContainerUpdate.create().spec(oldSpec);
		this.changes.labels().keySet().forEach((key) -> update.label(key, this.before.labels().getOrDefault(key, "")));
		return update;
	}

	private static void takeBack(Throwable failure, Runnable step) {
		try {
			step.run();
		}
		catch (RuntimeException ex) {
			failure.addSuppressed(ex);
		}
	}

}

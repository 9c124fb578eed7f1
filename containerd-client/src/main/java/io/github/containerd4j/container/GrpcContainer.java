package io.github.containerd4j.container;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.attach.AttachOptions;
import io.github.containerd4j.attach.Attachment;
import io.github.containerd4j.cgroup.Cgroup;
import io.github.containerd4j.containersnapshot.ContainerSnapshots;
import io.github.containerd4j.copy.CopyOptions;
import io.github.containerd4j.files.ContainerFiles;
import io.github.containerd4j.image.Image;
import io.github.containerd4j.migrate.ContainerMigration;
import io.github.containerd4j.migrate.MigrateOptions;
import io.github.containerd4j.network.ContainerNetwork;
import io.github.containerd4j.operation.ContainerOperation;
import io.github.containerd4j.publish.ContainerPublisher;
import io.github.containerd4j.publish.PublishOptions;
import io.github.containerd4j.spec.ContainerSpec;
import io.github.containerd4j.state.ContainerLife;
import io.github.containerd4j.state.ContainerState;
import io.github.containerd4j.state.ContainerStatus;
import io.github.containerd4j.stdio.JsonLog;
import io.github.containerd4j.stdio.ProcessStreams;
import io.github.containerd4j.stdio.Streams;
import io.github.containerd4j.task.ExecBuilder;
import io.github.containerd4j.task.ExitStatus;
import io.github.containerd4j.task.Task;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class GrpcContainer implements Container {

	private static final Logger logger = LoggerFactory.getLogger(GrpcContainer.class);

	private final GrpcContainerService containers;

	private volatile ContainerInfo info;

	private volatile @Nullable Attachment attachment;

	GrpcContainer(GrpcContainerService containers, ContainerInfo info) {
		this.containers = containers;
		this.info = info;
	}

	@Override
	public String id() {
		return this.info.id();
	}

	@Override
	public ContainerInfo info() {
		return this.info;
	}

	@Override
	public ContainerInfo refresh() {
		this.info = this.containers.get(id()).info();
		return this.info;
	}

	@Override
	public ContainerInfo update(ContainerUpdate update) {
		this.info = this.containers.update(id(), update).info();
		return this.info;
	}

	@Override
	public Task newTask(Streams streams) {
		return used(tasks().create(streams));
	}

	@Override
	public SaveResult save(Consumer<ContainerSpec.Builder> changes) {
		SaveResult result = this.containers.save(id(), changes);
		this.info = result.info();
		if (result.applied().contains("ephemeral") && this.info.isEphemeral()) {
			task().ifPresent((task) -> this.containers.ephemerals().watch(this.info, task));
		}
		return result;
	}

	@Override
	public Task start() {
		return this.containers.observe(ContainerOperation.START, id(), () -> used(tasks().start(null)));
	}

	@Override
	public Task start(Streams streams) {
		return this.containers.observe(ContainerOperation.START, id(), () -> used(tasks().start(streams)));
	}

	@Override
	public Optional<Task> task() {
		return tasks().find();
	}

	@Override
	public Optional<ExitStatus> stop(Duration grace) {
		return this.containers.observe(ContainerOperation.STOP, id(), () -> end(grace));
	}

	@Override
	public Task restart(Duration grace) {
		return this.containers.observe(ContainerOperation.START, id(),
				() -> used(kept(() -> tasks().restart(grace, null))));
	}

	@Override
	public Task restart(Duration grace, Streams streams) {
		return this.containers.observe(ContainerOperation.START, id(),
				() -> used(kept(() -> tasks().restart(grace, streams))));
	}

	private Optional<ExitStatus> end(Duration grace) {
		return this.info.isEphemeral() ? this.containers.ephemerals().stop(this.info, () -> tasks().stop(grace))
				: tasks().stop(grace);
	}

	// Whoever looks for ephemeral containers that have stopped must not find this one.
	private Task kept(Supplier<Task> restart) {
		if (!this.info.isEphemeral()) {
			return restart.get();
		}
		return this.containers.ephemerals().without(this.info, () -> {
			update(ContainerUpdate.create().label(ContainerInfo.LAST_USED_LABEL, ""));
			return restart.get();
		});
	}

	private Task used(Task task) {
		try {
			update(ContainerUpdate.create().label(ContainerInfo.LAST_USED_LABEL, Instant.now().toString()));
		}
		catch (ContainerdException ex) {
			// The task is there, and worth more than the label.
			logger.debug("The use of the container {} is not recorded", id(), ex);
		}
		if (this.info.isEphemeral()) {
			this.containers.ephemerals().watch(this.info, task);
		}
		return task;
	}

	private ContainerTasks tasks() {
		return this.containers.tasksOf(this.info);
	}

	@Override
	public Optional<String> architecture() {
		return this.containers.architecture(this.info);
	}

	@Override
	public ContainerFiles files() {
		return this.containers.filesOf(id());
	}

	@Override
	public boolean shutdown(Duration timeout) {
		return this.containers.observe(ContainerOperation.STOP, id(), () -> ended(timeout));
	}

	private boolean ended(Duration timeout) {
		boolean ended = tasks().shutdown(timeout);
		return (ended && this.info.isEphemeral()) ? this.containers.ephemerals().stop(this.info, () -> true) : ended;
	}

	@Override
	public void freeze() {
		life().freeze();
	}

	@Override
	public void unfreeze() {
		life().unfreeze();
	}

	@Override
	public ContainerStatus status() {
		return life().status();
	}

	@Override
	public ContainerState state() {
		return life().state();
	}

	@Override
	public boolean waitFor(ContainerStatus status, Duration timeout) {
		return life().waitFor(status, timeout);
	}

	@Override
	public OptionalInt initPid() {
		return life().initPid();
	}

	@Override
	public boolean isDefined() {
		return this.containers.exists(id());
	}

	private ContainerLife life() {
		return this.containers.life(id());
	}

	@Override
	public <T> T attach(AttachOptions options, Callable<T> function) {
		return attachment().call(options, function);
	}

	@Override
	public int attach(String... command) {
		return attachment().run(command);
	}

	// Kept, as it remembers the process that it has found.
	private Attachment attachment() {
		Attachment known = this.attachment;
		if (known == null) {
			known = Attachment.to(this.containers.namespace(), id());
			this.attachment = known;
		}
		return known;
	}

	@Override
	public ExecBuilder execBuilder(String... command) {
		return this.containers.namespace().tasks().get(id()).execBuilder(command);
	}

	@Override
	public ProcessStreams console() {
		return tasks().console();
	}

	@Override
	public Cgroup cgroup() {
		return this.containers.cgroup(id());
	}

	@Override
	public ContainerNetwork network() {
		return this.containers.network(this.info);
	}

	@Override
	public Image publish(String reference, PublishOptions options) {
		return ContainerPublisher.in(this.containers.namespace()).publish(this.info, reference, options);
	}

	@Override
	public Optional<JsonLog> log() {
		return ContainerLog.find(this.info.extensions());
	}

	@Override
	public Container copy(String newId) {
		return copy(newId, CopyOptions.defaults());
	}

	@Override
	public Container copy(String newId, CopyOptions options) {
		return this.containers.copy(id(), newId, options);
	}

	@Override
	public Container rename(String newId) {
		return this.containers.rename(id(), newId);
	}

	@Override
	public Container migrate(Namespace target, MigrateOptions options) {
		return ContainerMigration.of(this.containers.namespace(), this, target, options).run();
	}

	@Override
	public ContainerSnapshots snapshots() {
		return ContainerSnapshots.in(this.containers.namespace(), id());
	}

	@Override
	public ContainerInfo restore(String snapshot) {
		snapshots().restore(snapshot);
		return refresh();
	}

	@Override
	public void delete() {
		delete(DeleteOptions.defaults());
	}

	@Override
	public void delete(DeleteOptions options) {
		this.containers.deleteWithRemains(this.info, options);
	}

	@Override
	public String toString() {
		return "Container[" + id() + "]";
	}

}

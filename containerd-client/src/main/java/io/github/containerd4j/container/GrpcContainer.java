package io.github.containerd4j.container;

import java.time.Duration;
import java.util.Optional;

import io.github.containerd4j.image.Image;
import io.github.containerd4j.operation.ContainerOperation;
import io.github.containerd4j.publish.ContainerPublisher;
import io.github.containerd4j.publish.PublishOptions;
import io.github.containerd4j.stdio.JsonLog;
import io.github.containerd4j.stdio.Streams;
import io.github.containerd4j.task.ExitStatus;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.network.ContainerNetwork;

final class GrpcContainer implements Container {

	private final GrpcContainerService containers;

	private volatile ContainerInfo info;

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
		return tasks().create(streams);
	}

	@Override
	public Task start() {
		return this.containers.observe(ContainerOperation.START, id(), () -> tasks().start(null));
	}

	@Override
	public Task start(Streams streams) {
		return this.containers.observe(ContainerOperation.START, id(), () -> tasks().start(streams));
	}

	@Override
	public Optional<Task> task() {
		return tasks().find();
	}

	@Override
	public Optional<ExitStatus> stop(Duration grace) {
		return this.containers.observe(ContainerOperation.STOP, id(), () -> tasks().stop(grace));
	}

	@Override
	public Task restart(Duration grace) {
		return tasks().restart(grace, null);
	}

	@Override
	public Task restart(Duration grace, Streams streams) {
		return tasks().restart(grace, streams);
	}

	private ContainerTasks tasks() {
		return this.containers.tasksOf(this.info);
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

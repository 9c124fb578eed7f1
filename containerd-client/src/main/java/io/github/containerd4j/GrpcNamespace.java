package io.github.containerd4j;

import java.time.Duration;

import io.grpc.Channel;
import io.github.containerd4j.container.ContainerService;
import io.github.containerd4j.content.ContentStore;
import io.github.containerd4j.event.NamespaceEventService;
import io.github.containerd4j.rpc.RpcClient;
import io.github.containerd4j.rpc.TimeLimits;
import io.github.containerd4j.task.TaskService;

final class GrpcNamespace implements Namespace {

	private final String name;

	private final RpcClient rpc;

	GrpcNamespace(String name, RpcClient rpc) {
		this.name = Identifiers.require("namespace", name);
		this.rpc = rpc.inNamespace(name);
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public ContainerService containers() {
		return ContainerService.over(this.rpc);
	}

	@Override
	public ContentStore content() {
		return ContentStore.over(this.rpc);
	}

	@Override
	public TaskService tasks() {
		return TaskService.over(this.rpc);
	}

	@Override
	public NamespaceEventService events() {
		return NamespaceEventService.over(this.rpc);
	}

	@Override
	public Namespace withLease(String lease) {
		if (lease.isEmpty()) {
			throw InvalidArgumentException.of("lease id", lease, "it must not be empty");
		}
		return new GrpcNamespace(this.name, this.rpc.underLease(lease));
	}

	@Override
	public Namespace withTimeout(Duration timeout) {
		return new GrpcNamespace(this.name, this.rpc.withLimits(TimeLimits.of(timeout)));
	}

	@Override
	public Channel channel() {
		return this.rpc.channel();
	}

	@Override
	public String toString() {
		return "Namespace[" + this.name + "]";
	}

}

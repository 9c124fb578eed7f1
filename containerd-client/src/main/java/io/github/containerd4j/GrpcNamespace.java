package io.github.containerd4j;

import java.time.Duration;

import io.grpc.Channel;
import io.github.containerd4j.checkpoint.CheckpointService;
import io.github.containerd4j.container.ContainerService;
import io.github.containerd4j.content.ContentStore;
import io.github.containerd4j.diff.DiffService;
import io.github.containerd4j.event.NamespaceEventService;
import io.github.containerd4j.host.ContainerDirectory;
import io.github.containerd4j.host.HostMounts;
import io.github.containerd4j.image.ImageService;
import io.github.containerd4j.introspection.Capabilities;
import io.github.containerd4j.introspection.IntrospectionService;
import io.github.containerd4j.lease.LeaseService;
import io.github.containerd4j.mount.MountService;
import io.github.containerd4j.network.ContainerNetwork;
import io.github.containerd4j.network.NetworkSettings;
import io.github.containerd4j.rpc.RpcClient;
import io.github.containerd4j.rpc.TimeLimits;
import io.github.containerd4j.sandbox.SandboxController;
import io.github.containerd4j.sandbox.SandboxStore;
import io.github.containerd4j.snapshot.SnapshotService;
import io.github.containerd4j.spec.Profiles;
import io.github.containerd4j.task.TaskService;
import io.github.containerd4j.transfer.StreamingService;
import io.github.containerd4j.transfer.TransferService;

final class GrpcNamespace implements Namespace {

	private final String name;

	private final RpcClient rpc;

	private final NamespaceDefaults defaults;

	private final SharedState shared;

	GrpcNamespace(String name, RpcClient rpc, NamespaceDefaults defaults, SharedState shared) {
		this.name = Identifiers.require("namespace", name);
		this.rpc = rpc.inNamespace(name);
		this.defaults = defaults;
		this.shared = shared;
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public Capabilities capabilities() {
		return this.shared.capabilities().get();
	}

	@Override
	public IntrospectionService introspection() {
		return IntrospectionService.over(this.rpc);
	}

	@Override
	public ContainerService containers() {
		return ContainerService.over(this.rpc, this.defaults.runtime(), this.defaults.containers(), this);
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
	public SnapshotService snapshots() {
		return snapshots(this.defaults.snapshotter());
	}

	@Override
	public SnapshotService snapshots(String snapshotter) {
		return SnapshotService.over(this.rpc, snapshotter);
	}

	@Override
	public DiffService diff() {
		return DiffService.over(this.rpc);
	}

	@Override
	public ImageService images() {
		return ImageService.over(this.rpc, this, this.defaults.images(), this.shared.registries());
	}

	@Override
	public CheckpointService checkpoints() {
		return CheckpointService.over(this);
	}

	@Override
	public LeaseService leases() {
		return LeaseService.over(this.rpc);
	}

	@Override
	public MountService mounts() {
		return MountService.over(this.rpc);
	}

	@Override
	public HostMounts hostMounts() {
		return HostMounts.over(this.rpc);
	}

	@Override
	public ContainerDirectory containerDirectory(String containerId) {
		return ContainerDirectory.of(this.defaults.dataDirectory(), this.rpc.connection().address(), this.name,
				containerId);
	}

	@Override
	public ContainerNetwork network(String containerId, NetworkSettings settings) {
		return ContainerNetwork.over(this.rpc, this.defaults.cni(), containerDirectory(containerId), containerId,
				settings);
	}

	@Override
	public Profiles profiles() {
		return this.defaults.profiles();
	}

	@Override
	public SandboxStore sandboxes() {
		return SandboxStore.over(this.rpc);
	}

	@Override
	public SandboxController sandboxController(String sandboxer) {
		return SandboxController.over(this.rpc, sandboxer);
	}

	@Override
	public TransferService transfer() {
		return TransferService.over(this.rpc);
	}

	@Override
	public StreamingService streaming() {
		return StreamingService.over(this.rpc);
	}

	@Override
	public Namespace withLease(String lease) {
		if (lease.isEmpty()) {
			throw InvalidArgumentException.of("lease id", lease, "it must not be empty");
		}
		return new GrpcNamespace(this.name, this.rpc.underLease(lease), this.defaults, this.shared);
	}

	@Override
	public Namespace withTimeout(Duration timeout) {
		return new GrpcNamespace(this.name, this.rpc.withLimits(TimeLimits.of(timeout)), this.defaults, this.shared);
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

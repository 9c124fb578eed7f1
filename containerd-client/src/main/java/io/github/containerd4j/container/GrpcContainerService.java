package io.github.containerd4j.container;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import com.google.protobuf.FieldMask;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import io.github.containerd4j.Filter;
import io.github.containerd4j.Identifiers;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.ResultStream;
import io.github.containerd4j.cgroup.Cgroup;
import io.github.containerd4j.copy.ContainerCopy;
import io.github.containerd4j.copy.ContainerRename;
import io.github.containerd4j.copy.CopyOptions;
import io.github.containerd4j.files.ContainerFiles;
import io.github.containerd4j.network.ContainerNetwork;
import io.github.containerd4j.operation.ContainerOperation;
import io.github.containerd4j.proto.services.containers.v1.ContainersGrpc;
import io.github.containerd4j.proto.services.containers.v1.CreateContainerRequest;
import io.github.containerd4j.proto.services.containers.v1.DeleteContainerRequest;
import io.github.containerd4j.proto.services.containers.v1.GetContainerRequest;
import io.github.containerd4j.proto.services.containers.v1.ListContainerMessage;
import io.github.containerd4j.proto.services.containers.v1.ListContainersRequest;
import io.github.containerd4j.proto.services.containers.v1.UpdateContainerRequest;
import io.github.containerd4j.rootfs.Unfinished;
import io.github.containerd4j.rpc.RpcClient;
import io.github.containerd4j.rpc.Subject;
import io.github.containerd4j.snapshot.Mount;
import io.github.containerd4j.spec.ContainerSpec;
import io.github.containerd4j.state.ContainerLife;
import io.github.containerd4j.task.TaskHook;
import io.github.containerd4j.task.TaskService;
import org.jspecify.annotations.Nullable;

final class GrpcContainerService implements ContainerService {

	private static final Subject ALL = Subject.of("containers");

	// A record has 5 to 20 KB: enough to keep the daemon busy, and at most 10 MB in
	// memory.
	private static final int WINDOW = 256;

	private final RpcClient rpc;

	private final RuntimeOptions defaultRuntime;

	private final ContainerDefaults defaults;

	private final @Nullable Namespace namespace;

	GrpcContainerService(RpcClient rpc, RuntimeOptions defaultRuntime, ContainerDefaults defaults,
			@Nullable Namespace namespace) {
		this.rpc = rpc;
		this.defaultRuntime = defaultRuntime;
		this.defaults = defaults;
		this.namespace = namespace;
	}

	@Override
	public List<Container> list(Filter... filters) {
		return stream(filters).toList();
	}

	@Override
	public List<Container> listAtOnce(Filter... filters) {
		return listAtOnce(request(filters));
	}

	private List<Container> listAtOnce(ListContainersRequest request) {
		return this.rpc.call(ContainersGrpc.getListMethod(), request, ALL)
			.getContainersList()
			.stream()
			.flatMap((container) -> listed(container).stream())
			.toList();
	}

	@Override
	public ResultStream<Container> stream(Filter... filters) {
		ListContainersRequest request = request(filters);
		ResultStream<Container> stream = this.rpc.stream(ContainersGrpc.getListStreamMethod(), request, ALL, WINDOW,
				this::containers);
		return new ContainerStream(stream, () -> listAtOnce(request).iterator());
	}

	private static ListContainersRequest request(Filter... filters) {
		return ListContainersRequest.newBuilder().addAllFilters(Filter.expressions(filters)).build();
	}

	private Iterator<Container> containers(ListContainerMessage message) {
		return listed(message.getContainer()).stream().iterator();
	}

	private Optional<Container> listed(io.github.containerd4j.proto.services.containers.v1.Container container) {
		return inOrder(ContainerMapper.toInfo(container)).map((info) -> new GrpcContainer(this, info));
	}

	@Override
	public Optional<Container> find(String id) {
		try {
			return Optional.of(get(id));
		}
		catch (NotFoundException ex) {
			return Optional.empty();
		}
	}

	@Override
	public Container get(String id) {
		ContainerInfo read = read(id);
		ContainerInfo info = inOrder(read).orElseThrow(() -> notFound(id));
		return new GrpcContainer(this, info);
	}

	private ContainerInfo read(String id) {
		GetContainerRequest request = GetContainerRequest.newBuilder().setId(checked(id)).build();
		return ContainerMapper
			.toInfo(this.rpc.call(ContainersGrpc.getGetMethod(), request, subject(id)).getContainer());
	}

	private NotFoundException notFound(String id) {
		Failure failure = new Failure("Containers.Get", "container", id, this.rpc.namespace(), ErrorCode.NOT_FOUND);
		return new NotFoundException(failure.describe() + ": not found", failure, null);
	}

	/**
	 * What an interrupted operation left of a container, put in order as far as possible.
	 */
	private Optional<ContainerInfo> inOrder(ContainerInfo info) {
		return (this.namespace != null) ? unfinished().settleIfPossible(info) : Optional.of(info);
	}

	private Unfinished unfinished() {
		return new Unfinished(namespace(), ContainerService.over(this.rpc),
				(info) -> deleteWithRemains(info, DeleteOptions.defaults().withForce()));
	}

	/**
	 * The mounts of a root file system, which may have to be put in order.
	 */
	List<Mount> rootfs(ContainerInfo info) {
		String snapshotter = info.snapshotter();
		String key = info.snapshotKey();
		if (snapshotter == null || key == null) {
			return List.of();
		}
		try {
			return namespace().snapshots(snapshotter).mounts(key);
		}
		catch (NotFoundException ex) {
			unfinished().settle(read(info.id()));
			return namespace().snapshots(snapshotter).mounts(key);
		}
	}

	@Override
	public Container create(ContainerInfo info) {
		CreateContainerRequest request = CreateContainerRequest.newBuilder()
			.setContainer(ContainerMapper.toProto(info, this.defaultRuntime))
			.build();
		return handle(
				this.rpc.call(ContainersGrpc.getCreateMethod(), request, subject(checked(info.id()))).getContainer());
	}

	@Override
	public Container create(ContainerSpec spec) {
		return this.rpc.observe(ContainerOperation.CREATE, spec.id(),
				() -> new ContainerCreation(namespace(), this.defaultRuntime, withDefaults(spec)).create());
	}

	private ContainerSpec withDefaults(ContainerSpec spec) {
		ContainerSpec resolved = namespace().profiles().resolve(spec);
		return this.defaults.applyTo(resolved, namespace().containerDirectory(spec.id()));
	}

	<T> T observe(ContainerOperation operation, String id, Supplier<T> action) {
		return this.rpc.observe(operation, id, action);
	}

	Container copy(String id, String newId, CopyOptions options) {
		return ContainerCopy.of(namespace(), id, newId, options);
	}

	Container rename(String id, String newId) {
		return ContainerRename.of(namespace(), id, newId);
	}

	void deleteWithRemains(ContainerInfo info, DeleteOptions options) {
		new ContainerDeletion(namespace()).delete(info, options, tasks(info));
	}

	ContainerTasks tasksOf(ContainerInfo info) {
		return new ContainerTasks(namespace(), tasks(info), info, () -> rootfs(info));
	}

	private TaskService tasks(ContainerInfo info) {
		return TaskService.over(this.rpc, hook(info));
	}

	/**
	 * What takes part in the life of a container's tasks.
	 */
	private TaskHook hook(ContainerInfo info) {
		return new NetworkHook(network(info), () -> ContainerNetworks.areKept(namespace(), info));
	}

	ContainerFiles filesOf(String id) {
		return ContainerFiles.over(this.rpc, namespace(), id);
	}

	ContainerLife life(String id) {
		return ContainerLife.of(namespace(), id);
	}

	Cgroup cgroup(String id) {
		return Cgroup.of(namespace(), id);
	}

	ContainerNetwork network(ContainerInfo info) {
		return ContainerNetworks.of(namespace(), info);
	}

	Namespace namespace() {
		if (this.namespace == null) {
			throw new IllegalStateException("this service is for records alone");
		}
		return this.namespace;
	}

	@Override
	public List<String> deleteStoppedEphemeral() {
		return ephemerals().sweep();
	}

	Optional<String> architecture(ContainerInfo info) {
		return Optional.ofNullable(info.image())
			.flatMap(namespace().images()::find)
			.map((image) -> image.readConfig().platform().architecture());
	}

	Ephemerals ephemerals() {
		return new Ephemerals(this.rpc.connection(), namespace());
	}

	SaveResult save(String id, Consumer<ContainerSpec.Builder> changes) {
		return ContainerSave.run(namespace(), id, changes);
	}

	@Override
	public Container update(String id, ContainerUpdate update) {
		if (update.paths().isEmpty()) {
			// An empty mask would mean "replace everything".
			throw InvalidArgumentException.of("container update", id, "it names no change");
		}
		// What keeps snapshots of the container is not the caller's to take away.
		ContainerUpdate changes = update.replacesLabels() ? update.sparing(read(id).labels()) : update;
		UpdateContainerRequest request = UpdateContainerRequest.newBuilder()
			.setContainer(ContainerMapper.toProto(checked(id), changes))
			.setUpdateMask(FieldMask.newBuilder().addAllPaths(changes.paths()))
			.build();
		return handle(this.rpc.call(ContainersGrpc.getUpdateMethod(), request, subject(id)).getContainer());
	}

	@Override
	public void delete(String id) {
		DeleteContainerRequest request = DeleteContainerRequest.newBuilder().setId(checked(id)).build();
		this.rpc.call(ContainersGrpc.getDeleteMethod(), request, subject(id));
	}

	private Container handle(io.github.containerd4j.proto.services.containers.v1.Container container) {
		return new GrpcContainer(this, ContainerMapper.toInfo(container));
	}

	private static String checked(String id) {
		return Identifiers.require("container id", id);
	}

	private static Subject subject(String id) {
		return Subject.of("container", id);
	}

}

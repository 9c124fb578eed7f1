package io.github.containerd4j.task;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.Filter;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.proto.services.tasks.v1.CheckpointTaskRequest;
import io.github.containerd4j.proto.services.tasks.v1.DeleteProcessRequest;
import io.github.containerd4j.proto.services.tasks.v1.DeleteTaskRequest;
import io.github.containerd4j.proto.services.tasks.v1.ListPidsRequest;
import io.github.containerd4j.proto.services.tasks.v1.ListTasksRequest;
import io.github.containerd4j.proto.services.tasks.v1.MetricsRequest;
import io.github.containerd4j.proto.services.tasks.v1.PauseTaskRequest;
import io.github.containerd4j.proto.services.tasks.v1.ResumeTaskRequest;
import io.github.containerd4j.proto.services.tasks.v1.TasksGrpc;
import io.github.containerd4j.proto.services.tasks.v1.UpdateTaskRequest;
import io.github.containerd4j.rpc.CleanUp;
import io.github.containerd4j.rpc.CommonTypes;
import io.github.containerd4j.rpc.Protos;
import io.github.containerd4j.rpc.RpcClient;
import io.github.containerd4j.rpc.Subject;
import io.github.containerd4j.stdio.ProcessStreams;
import io.github.containerd4j.stdio.Streams;
import io.github.containerd4j.stdio.TerminalSize;
import org.jspecify.annotations.Nullable;

final class GrpcTaskService implements TaskService {

	private static final Subject ALL = Subject.of("tasks");

	private static final Set<TaskStatus> DELETABLE = Set.of(TaskStatus.CREATED, TaskStatus.STOPPED);

	private static final Set<TaskStatus> EXECUTABLE = Set.of(TaskStatus.CREATED, TaskStatus.RUNNING);

	private final RpcClient rpc;

	private final ProcessCalls processes;

	private final TaskHook hook;

	GrpcTaskService(RpcClient rpc, TaskHook hook) {
		this.rpc = rpc;
		this.processes = new ProcessCalls(rpc);
		this.hook = hook;
	}

	@Override
	public List<Task> list() {
		return this.rpc.call(TasksGrpc.getListMethod(), ListTasksRequest.getDefaultInstance(), ALL)
			.getTasksList()
			.stream()
			.map((process) -> task(TaskMapper.toInfo(ProcessKey.init(process.getId()), process)))
			.toList();
	}

	@Override
	public Optional<Task> find(String containerId) {
		return found(() -> get(containerId));
	}

	@Override
	public Task get(String containerId) {
		return task(this.processes.get(ProcessKey.init(containerId)));
	}

	@Override
	public Optional<Process> find(String containerId, String execId) {
		return found(() -> get(containerId, execId));
	}

	@Override
	public Process get(String containerId, String execId) {
		return process(this.processes.get(ProcessKey.exec(containerId, execId)));
	}

	@Override
	public Task create(TaskSpec spec) {
		ProcessKey key = ProcessKey.init(spec.containerId());
		return hooked(task(TaskMapper.created(key, spec.stdio(), createProcess(spec, key))));
	}

	@Override
	public Task create(TaskSpec spec, Streams streams) {
		ProcessStreams live = streams.open(spec.containerId());
		try {
			return hooked(followed(spec.withStdio(live.stdio()), streams, live));
		}
		catch (RuntimeException | Error ex) {
			CleanUp.run(live::close);
			throw ex;
		}
	}

	private int createProcess(TaskSpec spec, ProcessKey key) {
		ForeignTask.refuse(this.rpc, key);
		try {
			return this.rpc.call(TasksGrpc.getCreateMethod(), TaskMapper.toRequest(spec), key.subject()).getPid();
		}
		catch (ContainerdException ex) {
			throw ProcessStartException.of(ex);
		}
	}

	private GrpcTask followed(TaskSpec spec, Streams streams, ProcessStreams live) {
		ProcessKey key = ProcessKey.init(spec.containerId());
		int pid = createProcess(spec, key);
		TaskOutput output = TaskOutput.isHere(spec.stdio())
				? TaskOutput.follow(spec.containerId(), live, streams.isPiped(), this.processes.exit(key)) : null;
		GrpcTask task = new GrpcTask(this, this.processes, TaskMapper.created(key, spec.stdio(), pid), output);
		live.onStdinEnd(task::closeStdin);
		TerminalSize size = streams.terminalSize();
		if (size != null) {
			task.resize(size.columns(), size.rows());
		}
		return task;
	}

	private Task hooked(Task task) {
		try {
			this.hook.created(task);
			return task;
		}
		catch (RuntimeException | Error ex) {
			CleanUp.run(() -> rollBack(task, ex));
			throw ex;
		}
	}

	private static void rollBack(Task task, Throwable failure) {
		try {
			task.deleteForcibly();
		}
		catch (RuntimeException ex) {
			failure.addSuppressed(ex);
		}
	}

	@Override
	public int start(String containerId) {
		return this.processes.start(ProcessKey.init(containerId));
	}

	@Override
	public int start(String containerId, String execId) {
		return this.processes.start(ProcessKey.exec(containerId, execId));
	}

	@Override
	public ExitStatus delete(String containerId) {
		ProcessKey key = ProcessKey.init(containerId);
		DeleteTaskRequest request = DeleteTaskRequest.newBuilder().setContainerId(containerId).build();
		ExitStatus exit = TaskMapper.toExitStatus(this.processes.states()
			.explain(key, DELETABLE, () -> this.rpc.call(TasksGrpc.getDeleteMethod(), request, key.subject())));
		this.hook.deleted(containerId);
		return exit;
	}

	@Override
	public ExitStatus deleteProcess(String containerId, String execId) {
		ProcessKey key = ProcessKey.exec(containerId, execId);
		DeleteProcessRequest request = DeleteProcessRequest.newBuilder()
			.setContainerId(containerId)
			.setExecId(execId)
			.build();
		return TaskMapper.toExitStatus(this.processes.states()
			.explain(key, DELETABLE, () -> this.rpc.call(TasksGrpc.getDeleteProcessMethod(), request, key.subject())));
	}

	@Override
	public void kill(String containerId, Signal signal) {
		this.processes.kill(ProcessKey.init(containerId), signal, false);
	}

	@Override
	public void kill(String containerId, String execId, Signal signal) {
		this.processes.kill(ProcessKey.exec(containerId, execId), signal, false);
	}

	@Override
	public void killAll(String containerId, Signal signal) {
		this.processes.kill(ProcessKey.init(containerId), signal, true);
	}

	@Override
	public void killAll(String containerId, String execId, Signal signal) {
		this.processes.kill(ProcessKey.exec(containerId, execId), signal, true);
	}

	@Override
	public Process exec(String containerId, ExecSpec spec) {
		ProcessKey key = ProcessKey.exec(containerId, spec.id());
		this.processes.states()
			.explain(ProcessKey.init(containerId), EXECUTABLE, () -> this.rpc.call(TasksGrpc.getExecMethod(),
					TaskMapper.toRequest(containerId, spec), key.subject()));
		return process(TaskMapper.created(key, spec.stdio(), 0));
	}

	@Override
	public void resize(String containerId, int columns, int rows) {
		this.processes.resize(ProcessKey.init(containerId), columns, rows);
	}

	@Override
	public void resize(String containerId, String execId, int columns, int rows) {
		this.processes.resize(ProcessKey.exec(containerId, execId), columns, rows);
	}

	@Override
	public void closeStdin(String containerId) {
		this.processes.closeStdin(ProcessKey.init(containerId));
	}

	@Override
	public void closeStdin(String containerId, String execId) {
		this.processes.closeStdin(ProcessKey.exec(containerId, execId));
	}

	@Override
	public void pause(String containerId) {
		PauseTaskRequest request = PauseTaskRequest.newBuilder().setContainerId(containerId).build();
		this.processes.states()
			.explain(ProcessKey.init(containerId), Set.of(TaskStatus.RUNNING),
					() -> this.rpc.call(TasksGrpc.getPauseMethod(), request, subject(containerId)));
	}

	@Override
	public void resume(String containerId) {
		ResumeTaskRequest request = ResumeTaskRequest.newBuilder().setContainerId(containerId).build();
		this.processes.states()
			.explain(ProcessKey.init(containerId), Set.of(TaskStatus.PAUSED),
					() -> this.rpc.call(TasksGrpc.getResumeMethod(), request, subject(containerId)));
	}

	@Override
	public List<ProcessId> pids(String containerId) {
		ListPidsRequest request = ListPidsRequest.newBuilder().setContainerId(containerId).build();
		return this.rpc.call(TasksGrpc.getListPidsMethod(), request, subject(containerId))
			.getProcessesList()
			.stream()
			.map(TaskMapper::toProcessId)
			.toList();
	}

	@Override
	public List<Descriptor> checkpoint(String containerId, CheckpointOptions options) {
		return checkpoint(containerId, null, options.toTypedValue());
	}

	@Override
	public List<Descriptor> checkpoint(String containerId, @Nullable String parent, @Nullable TypedValue options) {
		CheckpointTaskRequest.Builder request = CheckpointTaskRequest.newBuilder().setContainerId(containerId);
		Protos.setIfPresent(parent, request::setParentCheckpoint);
		Protos.setIfPresent(options, (value) -> request.setOptions(Protos.toAny(value)));
		return this.rpc.callLong(TasksGrpc.getCheckpointMethod(), request.build(), subject(containerId))
			.getDescriptorsList()
			.stream()
			.map(CommonTypes::toDescriptor)
			.toList();
	}

	@Override
	public void update(String containerId, TypedValue resources, Map<String, String> annotations) {
		UpdateTaskRequest request = UpdateTaskRequest.newBuilder()
			.setContainerId(containerId)
			.setResources(Protos.toAny(resources))
			.putAllAnnotations(annotations)
			.build();
		this.rpc.call(TasksGrpc.getUpdateMethod(), request, subject(containerId));
	}

	@Override
	public List<TaskMetric> metrics(Filter... filters) {
		MetricsRequest request = MetricsRequest.newBuilder().addAllFilters(Filter.expressions(filters)).build();
		return this.rpc.call(TasksGrpc.getMetricsMethod(), request, ALL)
			.getMetricsList()
			.stream()
			.map(TaskMapper::toMetric)
			.toList();
	}

	@Override
	public ExitStatus wait(String containerId) {
		return this.processes.await(ProcessKey.init(containerId));
	}

	@Override
	public ExitStatus wait(String containerId, String execId) {
		return this.processes.await(ProcessKey.exec(containerId, execId));
	}

	@Override
	public Optional<ExitStatus> wait(String containerId, Duration timeout) {
		return this.processes.awaitAtMost(ProcessKey.init(containerId), timeout);
	}

	@Override
	public Optional<ExitStatus> wait(String containerId, String execId, Duration timeout) {
		return this.processes.awaitAtMost(ProcessKey.exec(containerId, execId), timeout);
	}

	@Override
	public CompletableFuture<ExitStatus> waitAsync(String containerId) {
		return this.processes.awaitAsync(ProcessKey.init(containerId));
	}

	@Override
	public CompletableFuture<ExitStatus> waitAsync(String containerId, String execId) {
		return this.processes.awaitAsync(ProcessKey.exec(containerId, execId));
	}

	void forget(String containerId) {
		this.hook.deleted(containerId);
	}

	private Task task(ProcessInfo info) {
		return new GrpcTask(this, this.processes, info, null);
	}

	private Process process(ProcessInfo info) {
		return new GrpcProcess(this, this.processes, info);
	}

	private static Subject subject(String containerId) {
		return ProcessKey.init(containerId).subject();
	}

	private static <T> Optional<T> found(Supplier<T> lookup) {
		try {
			return Optional.of(lookup.get());
		}
		catch (NotFoundException ex) {
			return Optional.empty();
		}
	}

}

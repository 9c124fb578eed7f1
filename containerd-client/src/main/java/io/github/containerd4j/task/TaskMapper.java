package io.github.containerd4j.task;

import io.github.containerd4j.TypedValue;
import io.github.containerd4j.metric.CgroupMetrics;
import io.github.containerd4j.proto.runc.v1.ProcessDetails;
import io.github.containerd4j.proto.services.tasks.v1.CreateTaskRequest;
import io.github.containerd4j.proto.services.tasks.v1.DeleteResponse;
import io.github.containerd4j.proto.services.tasks.v1.ExecProcessRequest;
import io.github.containerd4j.proto.services.tasks.v1.WaitResponse;
import io.github.containerd4j.proto.types.Metric;
import io.github.containerd4j.proto.v1.types.Status;
import io.github.containerd4j.rpc.CommonTypes;
import io.github.containerd4j.rpc.Protos;
import io.github.containerd4j.stdio.Stdio;
import org.jspecify.annotations.Nullable;

/**
 * Between the messages of the task service and the records of the API.
 */
final class TaskMapper {

	private static final String PROCESS_DETAILS = ProcessDetails.getDescriptor().getFullName();

	private TaskMapper() {
	}

	static CreateTaskRequest toRequest(TaskSpec spec) {
		CreateTaskRequest.Builder request = CreateTaskRequest.newBuilder()
			.setContainerId(spec.containerId())
			.addAllRootfs(CommonTypes.toProtos(spec.rootfs()))
			.setTerminal(spec.stdio().terminal())
			.setTaskApiVersion(spec.taskApiVersion());
		Protos.setIfPresent(spec.stdio().stdin(), request::setStdin);
		Protos.setIfPresent(spec.stdio().stdout(), request::setStdout);
		Protos.setIfPresent(spec.stdio().stderr(), request::setStderr);
		Protos.setIfPresent(spec.checkpoint(), (dump) -> request.setCheckpoint(CommonTypes.toProto(dump)));
		Protos.setIfPresent(spec.options(), (options) -> request.setOptions(Protos.toAny(options)));
		Protos.setIfPresent(spec.runtimePath(), request::setRuntimePath);
		Protos.setIfPresent(spec.taskApiAddress(), request::setTaskApiAddress);
		return request.build();
	}

	static ExecProcessRequest toRequest(String containerId, ExecSpec spec) {
		ExecProcessRequest.Builder request = ExecProcessRequest.newBuilder()
			.setContainerId(containerId)
			.setExecId(spec.id())
			.setSpec(Protos.toAny(spec.process()))
			.setTerminal(spec.stdio().terminal());
		Protos.setIfPresent(spec.stdio().stdin(), request::setStdin);
		Protos.setIfPresent(spec.stdio().stdout(), request::setStdout);
		Protos.setIfPresent(spec.stdio().stderr(), request::setStderr);
		return request.build();
	}

	static ProcessInfo created(ProcessKey key, Stdio stdio, int pid) {
		return new ProcessInfo(key.containerId(), Protos.emptyToNull(key.execId()), pid, TaskStatus.CREATED,
				stdio.stdin(), stdio.stdout(), stdio.stderr(), stdio.terminal(), null);
	}

	static ProcessInfo toInfo(ProcessKey key, io.github.containerd4j.proto.v1.types.Process process) {
		TaskStatus status = toStatus(process.getStatus());
		ExitStatus exitStatus = (status != TaskStatus.STOPPED) ? null
				: new ExitStatus(process.getExitStatus(), Protos.toInstant(process.getExitedAt()), process.getPid());
		return new ProcessInfo(key.containerId(), Protos.emptyToNull(key.execId()), process.getPid(), status,
				Protos.emptyToNull(process.getStdin()), Protos.emptyToNull(process.getStdout()),
				Protos.emptyToNull(process.getStderr()), process.getTerminal(), exitStatus);
	}

	private static TaskStatus toStatus(Status status) {
		return switch (status) {
			case CREATED -> TaskStatus.CREATED;
			case RUNNING -> TaskStatus.RUNNING;
			case STOPPED -> TaskStatus.STOPPED;
			case PAUSED -> TaskStatus.PAUSED;
			case PAUSING -> TaskStatus.PAUSING;
			case UNKNOWN, UNRECOGNIZED -> TaskStatus.UNKNOWN;
		};
	}

	static ExitStatus toExitStatus(DeleteResponse answer) {
		return new ExitStatus(answer.getExitStatus(), Protos.toInstant(answer.getExitedAt()), answer.getPid());
	}

	static ExitStatus toExitStatus(WaitResponse answer) {
		return new ExitStatus(answer.getExitStatus(), Protos.toInstant(answer.getExitedAt()), 0);
	}

	static ProcessId toProcessId(io.github.containerd4j.proto.v1.types.ProcessInfo process) {
		TypedValue info = Protos.toTypedValue(process.getInfo());
		return new ProcessId(process.getPid(), execId(info), info);
	}

	private static @Nullable String execId(@Nullable TypedValue info) {
		if (info == null || !info.messageName().equals(PROCESS_DETAILS)) {
			return null;
		}
		return Protos.emptyToNull(Protos.unpack(info, ProcessDetails.parser()).getExecId());
	}

	static TaskMetric toMetric(Metric metric) {
		TypedValue data = Protos.toTypedValue(metric.getData());
		return new TaskMetric(metric.getId(), Protos.toInstant(metric.getTimestamp()), data,
				CgroupMetrics.decode(data));
	}

}

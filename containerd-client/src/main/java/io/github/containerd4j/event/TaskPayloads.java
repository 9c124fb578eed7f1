package io.github.containerd4j.event;

import java.util.List;

import io.github.containerd4j.proto.events.TaskIO;
import io.github.containerd4j.proto.events.TaskIOOrBuilder;
import io.github.containerd4j.proto.events.TaskOOM;
import io.github.containerd4j.rpc.CommonTypes;
import io.github.containerd4j.rpc.Protos;

/**
 * The payloads about tasks.
 */
final class TaskPayloads {

	private TaskPayloads() {
	}

	static List<PayloadType<?, ?>> all() {
		return List.of(create(), start(), oom(), exit(), delete(), execAdded(), execStarted(), paused(), resumed(),
				checkpointed(), io());
	}

	private static PayloadType<?, ?> create() {
		return PayloadType.of(TaskCreate.class, io.github.containerd4j.proto.events.TaskCreate.newBuilder(),
				TaskPayloads::toCreate, TaskPayloads::write);
	}

	private static PayloadType<?, ?> start() {
		return PayloadType.of(TaskStart.class, io.github.containerd4j.proto.events.TaskStart.newBuilder(),
				(message) -> new TaskStart(message.getContainerId(), message.getPid()),
				(payload, message) -> message.setContainerId(payload.containerId()).setPid(payload.pid()));
	}

	private static PayloadType<?, ?> oom() {
		return PayloadType.of(TaskOom.class, TaskOOM.newBuilder(), (message) -> new TaskOom(message.getContainerId()),
				(payload, message) -> message.setContainerId(payload.containerId()));
	}

	private static PayloadType<?, ?> exit() {
		return PayloadType.of(TaskExit.class, io.github.containerd4j.proto.events.TaskExit.newBuilder(),
				(message) -> new TaskExit(message.getContainerId(), message.getId(), message.getPid(),
						message.getExitStatus(), Protos.toInstant(message.getExitedAt())),
				(payload, message) -> {
					message.setContainerId(payload.containerId())
						.setId(payload.id())
						.setPid(payload.pid())
						.setExitStatus(payload.exitStatus());
					Protos.setIfPresent(payload.exitedAt(), (at) -> message.setExitedAt(Protos.toTimestamp(at)));
				});
	}

	private static PayloadType<?, ?> delete() {
		return PayloadType.of(TaskDelete.class, io.github.containerd4j.proto.events.TaskDelete.newBuilder(),
				(message) -> new TaskDelete(message.getContainerId(), message.getId(), message.getPid(),
						message.getExitStatus(), Protos.toInstant(message.getExitedAt())),
				(payload, message) -> {
					message.setContainerId(payload.containerId())
						.setId(payload.id())
						.setPid(payload.pid())
						.setExitStatus(payload.exitStatus());
					Protos.setIfPresent(payload.exitedAt(), (at) -> message.setExitedAt(Protos.toTimestamp(at)));
				});
	}

	private static PayloadType<?, ?> execAdded() {
		return PayloadType.of(TaskExecAdded.class, io.github.containerd4j.proto.events.TaskExecAdded.newBuilder(),
				(message) -> new TaskExecAdded(message.getContainerId(), message.getExecId()),
				(payload, message) -> message.setContainerId(payload.containerId()).setExecId(payload.execId()));
	}

	private static PayloadType<?, ?> execStarted() {
		return PayloadType.of(TaskExecStarted.class, io.github.containerd4j.proto.events.TaskExecStarted.newBuilder(),
				(message) -> new TaskExecStarted(message.getContainerId(), message.getExecId(), message.getPid()),
				(payload, message) -> message.setContainerId(payload.containerId())
					.setExecId(payload.execId())
					.setPid(payload.pid()));
	}

	private static PayloadType<?, ?> paused() {
		return PayloadType.of(TaskPaused.class, io.github.containerd4j.proto.events.TaskPaused.newBuilder(),
				(message) -> new TaskPaused(message.getContainerId()),
				(payload, message) -> message.setContainerId(payload.containerId()));
	}

	private static PayloadType<?, ?> resumed() {
		return PayloadType.of(TaskResumed.class, io.github.containerd4j.proto.events.TaskResumed.newBuilder(),
				(message) -> new TaskResumed(message.getContainerId()),
				(payload, message) -> message.setContainerId(payload.containerId()));
	}

	private static PayloadType<?, ?> checkpointed() {
		return PayloadType.of(TaskCheckpointed.class, io.github.containerd4j.proto.events.TaskCheckpointed.newBuilder(),
				(message) -> new TaskCheckpointed(message.getContainerId(), message.getCheckpoint()), (payload,
						message) -> message.setContainerId(payload.containerId()).setCheckpoint(payload.checkpoint()));
	}

	private static PayloadType<?, ?> io() {
		return PayloadType.of(TaskIo.class, TaskIO.newBuilder(), TaskPayloads::toIo, TaskPayloads::write);
	}

	private static TaskCreate toCreate(io.github.containerd4j.proto.events.TaskCreate.Builder message) {
		return new TaskCreate(message.getContainerId(), Protos.emptyToNull(message.getBundle()),
				CommonTypes.toMounts(message.getRootfsList()), message.hasIo() ? toIo(message.getIo()) : null,
				Protos.emptyToNull(message.getCheckpoint()), message.getPid());
	}

	private static void write(TaskCreate payload, io.github.containerd4j.proto.events.TaskCreate.Builder message) {
		message.setContainerId(payload.containerId()).setPid(payload.pid());
		Protos.setIfPresent(payload.bundle(), message::setBundle);
		Protos.setIfPresent(payload.checkpoint(), message::setCheckpoint);
		message.addAllRootfs(CommonTypes.toProtos(payload.rootfs()));
		TaskIo io = payload.io();
		if (io != null) {
			write(io, message.getIoBuilder());
		}
	}

	private static TaskIo toIo(TaskIOOrBuilder message) {
		return new TaskIo(Protos.emptyToNull(message.getStdin()), Protos.emptyToNull(message.getStdout()),
				Protos.emptyToNull(message.getStderr()), message.getTerminal());
	}

	private static void write(TaskIo payload, TaskIO.Builder message) {
		Protos.setIfPresent(payload.stdin(), message::setStdin);
		Protos.setIfPresent(payload.stdout(), message::setStdout);
		Protos.setIfPresent(payload.stderr(), message::setStderr);
		message.setTerminal(payload.terminal());
	}

}

package io.github.containerd4j.test;

import java.util.concurrent.TimeUnit;

import com.google.protobuf.Any;
import io.grpc.Channel;
import io.github.containerd4j.proto.services.containers.v1.Container;
import io.github.containerd4j.proto.services.containers.v1.ContainersGrpc;
import io.github.containerd4j.proto.services.containers.v1.CreateContainerRequest;
import io.github.containerd4j.proto.services.tasks.v1.DeleteTaskRequest;
import io.github.containerd4j.proto.services.tasks.v1.KillRequest;
import io.github.containerd4j.proto.services.tasks.v1.ListTasksRequest;
import io.github.containerd4j.proto.services.tasks.v1.ResumeTaskRequest;
import io.github.containerd4j.proto.services.tasks.v1.TasksGrpc;
import io.github.containerd4j.proto.services.tasks.v1.WaitRequest;
import io.github.containerd4j.proto.v1.types.Process;
import io.github.containerd4j.proto.v1.types.Status;

/**
 * Kills and deletes the tasks of a namespace.
 */
final class TaskCleaner {

	private static final int KILL = 9;

	private static final int LIMIT_SECONDS = 10;

	private final Channel channel;

	TaskCleaner(Channel channel) {
		this.channel = channel;
	}

	void clean() {
		for (Process task : tasks().list(ListTasksRequest.getDefaultInstance()).getTasksList()) {
			clean(task.getId(), task.getStatus());
		}
	}

	private void clean(String id, Status status) {
		Deletion.attempt(() -> createMissingRecord(id));
		if (status == Status.PAUSED) {
			Deletion.attempt(() -> tasks().resume(ResumeTaskRequest.newBuilder().setContainerId(id).build()));
		}
		Deletion.attempt(
				() -> tasks().kill(KillRequest.newBuilder().setContainerId(id).setSignal(KILL).setAll(true).build()));
		Deletion.attempt(() -> tasks().wait(WaitRequest.newBuilder().setContainerId(id).build()));
		Deletion.attempt(() -> tasks().delete(DeleteTaskRequest.newBuilder().setContainerId(id).build()));
	}

	// containerd reaches a task through the record of its container, which a test may
	// have deleted.
	private void createMissingRecord(String id) {
		Container record = Container.newBuilder()
			.setId(id)
			.setRuntime(Container.Runtime.newBuilder().setName("io.containerd.runc.v2"))
			.setSpec(Any.newBuilder().setTypeUrl("spec"))
			.build();
		ContainersGrpc.newBlockingStub(this.channel)
			.withDeadlineAfter(LIMIT_SECONDS, TimeUnit.SECONDS)
			.create(CreateContainerRequest.newBuilder().setContainer(record).build());
	}

	private TasksGrpc.TasksBlockingStub tasks() {
		return TasksGrpc.newBlockingStub(this.channel).withDeadlineAfter(LIMIT_SECONDS, TimeUnit.SECONDS);
	}

}

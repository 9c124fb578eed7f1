package io.github.containerd4j.network;

import java.util.Optional;

import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.proto.services.tasks.v1.GetRequest;
import io.github.containerd4j.proto.services.tasks.v1.TasksGrpc;
import io.github.containerd4j.proto.v1.types.Status;
import io.github.containerd4j.rpc.RpcClient;
import io.github.containerd4j.rpc.Subject;

/**
 * The first process of a container's task, asked for with the bare call: tasks know
 * networks, not the other way round.
 */
final class TaskProcess {

	private final RpcClient rpc;

	private final String containerId;

	TaskProcess(RpcClient rpc, String containerId) {
		this.rpc = rpc;
		this.containerId = containerId;
	}

	/**
	 * Asks for the process.
	 * @return its number; 0 if it has ended
	 * @throws NotFoundException if there is no task
	 */
	long pid() {
		GetRequest request = GetRequest.newBuilder().setContainerId(this.containerId).build();
		var process = this.rpc.call(TasksGrpc.getGetMethod(), request, Subject.of("task", this.containerId))
			.getProcess();
		return (process.getStatus() == Status.STOPPED) ? 0 : process.getPid();
	}

	Optional<Long> findPid() {
		try {
			return Optional.of(pid()).filter((pid) -> pid > 0);
		}
		catch (NotFoundException ex) {
			return Optional.empty();
		}
	}

}

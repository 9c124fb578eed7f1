package io.github.containerd4j.task;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.DeadlineExceededException;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.proto.services.tasks.v1.CloseIORequest;
import io.github.containerd4j.proto.services.tasks.v1.DeleteProcessRequest;
import io.github.containerd4j.proto.services.tasks.v1.DeleteResponse;
import io.github.containerd4j.proto.services.tasks.v1.GetRequest;
import io.github.containerd4j.proto.services.tasks.v1.KillRequest;
import io.github.containerd4j.proto.services.tasks.v1.ResizePtyRequest;
import io.github.containerd4j.proto.services.tasks.v1.StartRequest;
import io.github.containerd4j.proto.services.tasks.v1.TasksGrpc;
import io.github.containerd4j.proto.services.tasks.v1.WaitRequest;
import io.github.containerd4j.rpc.RpcClient;
import io.github.containerd4j.stdio.TerminalSize;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls that work on any process, whether it is the first one of its task or not.
 */
final class ProcessCalls {

	private static final Logger logger = LoggerFactory.getLogger(ProcessCalls.class);

	private final RpcClient rpc;

	private final OomCheck oom;

	private final StateFailures states;

	ProcessCalls(RpcClient rpc) {
		this.rpc = rpc;
		this.oom = new OomCheck(rpc);
		this.states = new StateFailures(this);
	}

	RpcClient rpc() {
		return this.rpc;
	}

	StateFailures states() {
		return this.states;
	}

	ProcessInfo get(ProcessKey key) {
		GetRequest request = GetRequest.newBuilder().setContainerId(key.containerId()).setExecId(key.execId()).build();
		return TaskMapper.toInfo(key, this.rpc.call(TasksGrpc.getGetMethod(), request, key.subject()).getProcess());
	}

	int start(ProcessKey key) {
		StartRequest request = StartRequest.newBuilder()
			.setContainerId(key.containerId())
			.setExecId(key.execId())
			.build();
		return this.states.explain(key, Set.of(TaskStatus.CREATED),
				() -> this.rpc.call(TasksGrpc.getStartMethod(), request, key.subject()).getPid());
	}

	void kill(ProcessKey key, Signal signal, boolean all) {
		KillRequest request = KillRequest.newBuilder()
			.setContainerId(key.containerId())
			.setExecId(key.execId())
			.setSignal(signal.number())
			.setAll(all)
			.build();
		this.rpc.call(TasksGrpc.getKillMethod(), request, key.subject());
	}

	void resize(ProcessKey key, int columns, int rows) {
		if (columns < 0 || rows < 0) {
			throw InvalidArgumentException.of("terminal size", columns + "x" + rows, "it must not be negative");
		}
		this.rpc.call(TasksGrpc.getResizePtyMethod(), resizing(key, columns, rows), key.subject());
	}

	/**
	 * Sets the first size of a terminal, before anybody can set another one.
	 */
	void resizeFirst(ProcessKey key, TerminalSize size) {
		try {
			resize(key, size.columns(), size.rows());
		}
		catch (ContainerdException ex) {
			// A process that has ended by now needs none.
			logger.debug("The size of the terminal of {} was not set", key.subject(), ex);
		}
	}

	private static ResizePtyRequest resizing(ProcessKey key, int columns, int rows) {
		return ResizePtyRequest.newBuilder()
			.setContainerId(key.containerId())
			.setExecId(key.execId())
			.setWidth(columns)
			.setHeight(rows)
			.build();
	}

	void closeStdin(ProcessKey key) {
		CloseIORequest request = CloseIORequest.newBuilder()
			.setContainerId(key.containerId())
			.setExecId(key.execId())
			.setStdin(true)
			.build();
		this.rpc.call(TasksGrpc.getCloseIOMethod(), request, key.subject());
	}

	/**
	 * Begins to delete a process that was added by exec.
	 */
	CompletableFuture<DeleteResponse> deleteAsync(ProcessKey key) {
		DeleteProcessRequest request = DeleteProcessRequest.newBuilder()
			.setContainerId(key.containerId())
			.setExecId(key.execId())
			.build();
		return this.rpc.callAsync(TasksGrpc.getDeleteProcessMethod(), request, key.subject());
	}

	ExitStatus await(ProcessKey key) {
		return call(key, null);
	}

	Optional<ExitStatus> awaitAtMost(ProcessKey key, Duration timeout) {
		try {
			return Optional.of(call(key, timeout));
		}
		catch (DeadlineExceededException ex) {
			return Optional.empty();
		}
	}

	private ExitStatus call(ProcessKey key, @Nullable Duration timeout) {
		return TaskMapper.toExitStatus(this.rpc.call(TasksGrpc.getWaitMethod(), request(key), key.subject(), timeout));
	}

	CompletableFuture<ExitStatus> awaitAsync(ProcessKey key) {
		return this.rpc.callAsync(TasksGrpc.getWaitMethod(), request(key), key.subject())
			.thenApply(TaskMapper::toExitStatus);
	}

	/**
	 * Waits as long as the process lives, also while the daemon is away.
	 */
	ExitFuture exit(ProcessKey key) {
		return ExitFuture.start(() -> awaitAsync(key).thenCompose((exit) -> this.oom.complete(key, exit)));
	}

	Waiting waiting(String operation, ProcessKey key) {
		return new Waiting(this.rpc, operation, key.subject());
	}

	private static WaitRequest request(ProcessKey key) {
		return WaitRequest.newBuilder().setContainerId(key.containerId()).setExecId(key.execId()).build();
	}

}

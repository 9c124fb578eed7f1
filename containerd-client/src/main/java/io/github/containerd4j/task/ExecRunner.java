package io.github.containerd4j.task;

import java.util.concurrent.CompletableFuture;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.host.HostProcesses;
import io.github.containerd4j.operation.ContainerOperation;
import io.github.containerd4j.operation.ContainerOperationListener;
import io.github.containerd4j.proto.services.containers.v1.ContainersGrpc;
import io.github.containerd4j.proto.services.containers.v1.GetContainerRequest;
import io.github.containerd4j.proto.services.containers.v1.GetContainerResponse;
import io.github.containerd4j.rpc.CleanUp;
import io.github.containerd4j.rpc.Protos;
import io.github.containerd4j.rpc.RpcClient;
import io.github.containerd4j.rpc.Subject;
import io.github.containerd4j.spec.ProcessSpec;
import io.github.containerd4j.spec.UserDatabase;
import io.github.containerd4j.stdio.ProcessStreams;
import io.github.containerd4j.stdio.Streams;
import org.jspecify.annotations.Nullable;

/**
 * Runs commands in one task. What can go on at the same time does: the container's record
 * is read while the FIFOs are made, and waiting begins together with the process.
 */
final class ExecRunner {

	private final Task task;

	private final TaskService tasks;

	private final ProcessCalls calls;

	private volatile @Nullable KnownSpec latest;

	ExecRunner(Task task, TaskService tasks, ProcessCalls calls) {
		this.task = task;
		this.tasks = tasks;
		this.calls = calls;
	}

	ExecResult run(ExecOptions options) {
		return this.calls.rpc().observe(ContainerOperation.EXEC, this.task.containerId(), () -> runOnce(options));
	}

	private ExecResult runOnce(ExecOptions options) {
		try (LiveExec exec = start(options, options.captured())) {
			return exec.finish(options.timeout);
		}
	}

	ExecSession open(ExecOptions options) {
		ContainerOperationListener.Watch watch = this.calls.rpc()
			.started(ContainerOperation.EXEC, this.task.containerId());
		try {
			Streams streams = options.piped();
			LiveExec exec = start(options, streams);
			exec.whenOver(watch);
			exec.follow(streams.isPiped());
			return exec;
		}
		catch (RuntimeException | Error ex) {
			watch.onEnd(ex);
			throw ex;
		}
	}

	private LiveExec start(ExecOptions options, Streams wanted) {
		ProcessKey key = ProcessKey.exec(this.task.containerId(), options.idOrRandom());
		CompletableFuture<GetContainerResponse> record = record();
		ProcessStreams streams = wanted.open(key.execId());
		try {
			ProcessSpec process = process(options, record);
			register(key, new ExecSpec(key.execId(), process.toTypedValue(), streams.stdio()));
			return started(key, options, streams);
		}
		catch (RuntimeException | Error ex) {
			record.cancel(true);
			CleanUp.run(streams::close);
			throw ex;
		}
	}

	private void register(ProcessKey key, ExecSpec spec) {
		try {
			this.tasks.exec(key.containerId(), spec);
		}
		catch (ContainerdException ex) {
			if (DaemonLoss.isUnanswered(ex)) {
				CleanUp.run(() -> new Reaper(this.calls, this.tasks, key).delete());
			}
			throw ex;
		}
	}

	private CompletableFuture<GetContainerResponse> record() {
		String id = this.task.containerId();
		GetContainerRequest request = GetContainerRequest.newBuilder().setId(id).build();
		return this.calls.rpc().callAsync(ContainersGrpc.getGetMethod(), request, Subject.of("container", id));
	}

	private ProcessSpec process(ExecOptions options, CompletableFuture<GetContainerResponse> record) {
		RpcClient rpc = this.calls.rpc();
		Waiting waiting = new Waiting(rpc, "Containers.Get", Subject.of("container", this.task.containerId()));
		TypedValue spec = Protos.toTypedValue(waiting.within(record, rpc.limits().request()).getContainer().getSpec());
		if (spec == null) {
			throw InvalidArgumentException.of("container", this.task.containerId(),
					"it has no runtime spec, so nothing is known of its process");
		}
		ProcessSpec process = options.process(processOf(spec));
		return (options.user != null) ? process.withUser(users().resolve(options.user)) : process;
	}

	// The record is read for each command, as others may change it, and hardly ever
	// they do.
	private ProcessSpec processOf(TypedValue spec) {
		KnownSpec known = this.latest;
		if (known == null || !known.spec().equals(spec)) {
			known = new KnownSpec(spec, ProcessSpec.of(spec));
			this.latest = known;
		}
		return known.process();
	}

	private UserDatabase users() {
		return new UserDatabase(new ProcessFiles(this.task, HostProcesses.over(this.calls.rpc())));
	}

	private LiveExec started(ProcessKey key, ExecOptions options, ProcessStreams streams) {
		ExitFuture exit = this.calls.exit(key);
		Reaper reaper = new Reaper(this.calls, this.tasks, key);
		try {
			int pid = this.calls.start(key);
			LiveExec exec = new LiveExec(this.calls,
					new GrpcProcess(this.tasks, this.calls, started(key, streams, pid)), options.command, streams, exit,
					reaper);
			streams.onStdinEnd(() -> this.calls.closeStdin(key));
			if (options.terminal != null) {
				this.calls.resizeFirst(key, options.terminal);
			}
			return exec;
		}
		catch (ContainerdException ex) {
			CleanUp.run(() -> remove(reaper, exit, ex));
			exit.cancel(true);
			throw ProcessStartException.of(ex);
		}
	}

	private static ProcessInfo started(ProcessKey key, ProcessStreams streams, int pid) {
		return TaskMapper.created(key, streams.stdio(), pid);
	}

	private static void remove(Reaper reaper, ExitFuture exit, ContainerdException failure) {
		if (DaemonLoss.isUnanswered(failure)) {
			reaper.reap(0, exit);
		}
		else {
			reaper.delete();
		}
	}

	/**
	 * What was parsed last.
	 */
	private record KnownSpec(TypedValue spec, ProcessSpec process) {
	}

}

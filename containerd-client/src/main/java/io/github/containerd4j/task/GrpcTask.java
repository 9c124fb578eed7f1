package io.github.containerd4j.task;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;

import io.github.containerd4j.Filter;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.spec.Resources;
import io.github.containerd4j.stdio.ProcessStreams;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class GrpcTask extends GrpcProcess implements Task {

	private static final Logger logger = LoggerFactory.getLogger(GrpcTask.class);

	private final GrpcTaskService service;

	private final @Nullable TaskOutput output;

	private final ExecRunner commands;

	GrpcTask(GrpcTaskService tasks, ProcessCalls calls, ProcessInfo info, @Nullable TaskOutput output) {
		super(tasks, calls, info);
		this.service = tasks;
		this.output = output;
		this.commands = new ExecRunner(this, tasks, calls);
	}

	@Override
	public Optional<ProcessStreams> streams() {
		return Optional.ofNullable(this.output).map(TaskOutput::streams);
	}

	@Override
	public ExitStatus delete() {
		TaskOutput own = this.output;
		if (own == null) {
			return tasks().delete(id());
		}
		own.beforeDelete(calls().waiting("Tasks.Delete", key()));
		ExitStatus exit = tasks().delete(id());
		own.afterDelete();
		return exit;
	}

	@Override
	public ExitStatus stop(Duration grace) {
		return stopper().stop(null, grace);
	}

	@Override
	public ExitStatus stop(Signal signal, Duration grace) {
		return stopper().stop(signal, grace);
	}

	@Override
	public Optional<ExitStatus> shutdown(Duration timeout) {
		return stopper().ask(null, timeout);
	}

	@Override
	public Optional<ExitStatus> shutdown(Signal signal, Duration timeout) {
		return stopper().ask(signal, timeout);
	}

	@Override
	public Optional<ExitStatus> deleteForcibly() {
		try {
			if (refresh().status() != TaskStatus.STOPPED) {
				killIfThere();
			}
			return Optional.of(delete());
		}
		catch (NotFoundException ex) {
			this.service.forget(id());
			return Optional.empty();
		}
	}

	private void killIfThere() {
		try {
			stopper().kill();
		}
		catch (NotFoundException ex) {
			// It has ended by itself, or was created to be restored, so that the runtime
			// knows nothing of it before it is started.
			logger.debug("Task {} has no process", id());
		}
	}

	private TaskStopper stopper() {
		return new TaskStopper(this, calls(), key());
	}

	@Override
	public void killAll(Signal signal) {
		tasks().killAll(id(), signal);
	}

	@Override
	public void pause() {
		tasks().pause(id());
	}

	@Override
	public void resume() {
		tasks().resume(id());
	}

	@Override
	public Process exec(ExecSpec spec) {
		return tasks().exec(id(), spec);
	}

	@Override
	public ExecResult exec(String... command) {
		return execBuilder(command).run();
	}

	@Override
	public ExecBuilder execBuilder(String... command) {
		return new ExecBuilder(this.commands).command(command);
	}

	@Override
	public Process process(String execId) {
		return tasks().get(id(), execId);
	}

	@Override
	public List<ProcessId> pids() {
		return tasks().pids(id());
	}

	@Override
	public Optional<TaskMetric> metrics() {
		return tasks().metrics(Filter.equal("id", id())).stream().findFirst();
	}

	@Override
	public List<ContainerProcess> processes() {
		return new TaskProcesses(this, calls(), key()).list();
	}

	@Override
	public Optional<TaskStats> stats() {
		return metrics().map(TaskStats::of);
	}

	@Override
	public OptionalDouble cpuPercent(Duration interval) {
		Optional<TaskStats> earlier = stats();
		calls().waiting("Tasks.Metrics", key()).atMost(new CompletableFuture<>(), interval);
		Optional<TaskStats> later = stats();
		return (earlier.isPresent() && later.isPresent()) ? later.get().cpuPercentSince(earlier.get())
				: OptionalDouble.empty();
	}

	@Override
	public void update(Resources resources) {
		update(resources.toTypedValue());
	}

	@Override
	public void update(TypedValue resources) {
		tasks().update(id(), resources, Map.of());
	}

	@Override
	public List<Descriptor> checkpoint(CheckpointOptions options) {
		return tasks().checkpoint(id(), options);
	}

	@Override
	public String toString() {
		return "Task[" + id() + "]";
	}

}

package io.github.containerd4j.task;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.containerd4j.Filter;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.content.Descriptor;

final class GrpcTask extends GrpcProcess implements Task {

	GrpcTask(TaskService tasks, ProcessCalls calls, ProcessInfo info) {
		super(tasks, calls, info);
	}

	@Override
	public ExitStatus delete() {
		return tasks().delete(id());
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

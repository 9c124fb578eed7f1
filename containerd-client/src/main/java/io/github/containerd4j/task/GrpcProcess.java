package io.github.containerd4j.task;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.github.containerd4j.stdio.ProcessStreams;
import io.github.containerd4j.stdio.Stdio;
import io.github.containerd4j.stdio.Streams;

/**
 * A process that was added by exec, and what the first process has in common with it.
 */
class GrpcProcess implements Process {

	private final TaskService tasks;

	private final ProcessCalls calls;

	private final ProcessKey key;

	private volatile ProcessInfo info;

	GrpcProcess(TaskService tasks, ProcessCalls calls, ProcessInfo info) {
		this.tasks = tasks;
		this.calls = calls;
		this.key = ProcessKey.of(info);
		this.info = info;
	}

	final ProcessCalls calls() {
		return this.calls;
	}

	final ProcessKey key() {
		return this.key;
	}

	final TaskService tasks() {
		return this.tasks;
	}

	@Override
	public String containerId() {
		return this.info.containerId();
	}

	@Override
	public String id() {
		return this.info.id();
	}

	@Override
	public ProcessInfo info() {
		return this.info;
	}

	@Override
	public ProcessInfo refresh() {
		this.info = this.calls.get(this.key);
		return this.info;
	}

	@Override
	public int start() {
		return this.calls.start(this.key);
	}

	@Override
	public void kill(Signal signal) {
		this.calls.kill(this.key, signal, false);
	}

	@Override
	public ExitStatus waitFor() {
		ExitFuture exit = this.calls.exit(this.key);
		try {
			return waiting().forever(exit);
		}
		finally {
			exit.cancel(true);
		}
	}

	@Override
	public Optional<ExitStatus> waitFor(Duration timeout) {
		ExitFuture exit = this.calls.exit(this.key);
		try {
			Optional<ExitStatus> status = waiting().atMost(exit, timeout);
			if (status.isEmpty()) {
				exit.requireWaiting();
			}
			return status;
		}
		finally {
			exit.cancel(true);
		}
	}

	private Waiting waiting() {
		return this.calls.waiting("Tasks.Wait", this.key);
	}

	@Override
	public CompletableFuture<ExitStatus> onExit() {
		return this.calls.exit(this.key);
	}

	@Override
	public void resize(int columns, int rows) {
		this.calls.resize(this.key, columns, rows);
	}

	@Override
	public ProcessStreams attach(Streams streams) {
		ProcessInfo current = refresh();
		Stdio stdio = new Stdio(current.stdin(), current.stdout(), current.stderr(), current.terminal());
		ProcessStreams attached = streams.attach(id(), stdio);
		attached.onStdinEnd(this::closeStdin);
		return attached;
	}

	@Override
	public void closeStdin() {
		this.calls.closeStdin(this.key);
	}

	@Override
	public ExitStatus delete() {
		return this.tasks.deleteProcess(containerId(), id());
	}

	@Override
	public String toString() {
		return "Process[" + containerId() + "/" + id() + "]";
	}

}

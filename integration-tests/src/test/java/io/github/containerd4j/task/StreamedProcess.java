package io.github.containerd4j.task;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.containerd4j.stdio.ProcessStreams;

/**
 * Runs processes with streams by the bare calls of the task service.
 */
final class StreamedProcess {

	private static final long LIMIT_SECONDS = 120;

	private StreamedProcess() {
	}

	/**
	 * Runs an exec to its end.
	 * @return the exit code
	 */
	static int exec(Task task, String id, ProcessStreams streams, String... arguments) throws Exception {
		Process process = start(task, id, streams, arguments);
		int code = process.waitFor(Duration.ofSeconds(LIMIT_SECONDS)).orElseThrow().code();
		streams.awaitOutput();
		process.delete();
		return code;
	}

	static Process start(Task task, String id, ProcessStreams streams, String... arguments) {
		Process process = task
			.exec(new ExecSpec(id, BusyboxTasks.process(streams.stdio().terminal(), arguments), streams.stdio()));
		process.start();
		streams.onStdinEnd(process::closeStdin);
		return process;
	}

	/**
	 * Runs a task to its end.
	 * @return its exit code
	 */
	static int task(BusyboxTasks busybox, TaskService tasks, String id, ProcessStreams open, String... arguments)
			throws Exception {
		Task task = tasks.create(busybox.container(id, open.stdio().terminal(), arguments).stdio(open.stdio()).build());
		open.onStdinEnd(task::closeStdin);
		CompletableFuture<ExitStatus> exit = task.onExit();
		task.start();
		int code = exit.get(LIMIT_SECONDS, TimeUnit.SECONDS).code();
		open.awaitOutput();
		task.delete();
		return code;
	}

}

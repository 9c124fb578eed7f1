package io.github.containerd4j.task;

import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.containerd4j.ClientClosedException;
import io.github.containerd4j.rpc.CleanUp;
import io.github.containerd4j.stdio.ProcessStreams;
import io.github.containerd4j.stdio.Stdio;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the streams of a task that this JVM has created: passes the last output on
 * when the task has ended, and closes them, so that nothing is left whoever deletes it.
 * What the caller reads by itself is left to the caller.
 */
final class TaskOutput {

	private static final Logger logger = LoggerFactory.getLogger(TaskOutput.class);

	private final String containerId;

	private final ProcessStreams streams;

	private final boolean piped;

	private final CompletableFuture<Void> passedOn = new CompletableFuture<>();

	private final AtomicBoolean finishing = new AtomicBoolean();

	private volatile boolean ended;

	private TaskOutput(String containerId, ProcessStreams streams, boolean piped) {
		this.containerId = containerId;
		this.streams = streams;
		this.piped = piped;
	}

	/**
	 * Begins to look after streams.
	 * @param exit the end of the task
	 * @param piped whether the caller reads output
	 */
	static TaskOutput follow(String containerId, ProcessStreams streams, boolean piped, ExitFuture exit) {
		TaskOutput output = new TaskOutput(containerId, streams, piped);
		exit.whenComplete((status, failure) -> output.start(failure));
		return output;
	}

	/**
	 * Whether anything of these streams is in this JVM.
	 */
	static boolean isHere(Stdio stdio) {
		String stdout = stdio.stdout();
		return stdout != null && !stdout.contains("://");
	}

	ProcessStreams streams() {
		return this.streams;
	}

	private void start(@Nullable Throwable failure) {
		this.ended = true;
		Thread thread = new Thread(() -> end(failure), "containerd-task-" + this.containerId);
		thread.setDaemon(true);
		thread.start();
	}

	private void end(@Nullable Throwable failure) {
		try {
			if (failure instanceof ClientClosedException) {
				// The task lives on, and somebody may attach to it.
				this.streams.detach();
			}
			else if (!this.piped) {
				finish();
			}
		}
		finally {
			this.passedOn.complete(null);
		}
	}

	private void finish() {
		if (!this.finishing.compareAndSet(false, true)) {
			return;
		}
		try {
			this.streams.awaitOutput();
		}
		catch (UncheckedIOException ex) {
			logger.warn("Output of task {} was lost", this.containerId, ex);
		}
		finally {
			this.streams.close();
		}
	}

	/**
	 * Waits for the last output of a task that is known to have ended, before the shim is
	 * told to give up what nobody has read.
	 */
	void beforeDelete(Waiting waiting) {
		if (this.ended && !this.piped) {
			waiting.forever(this.passedOn);
		}
	}

	/**
	 * The task is gone, so nothing more comes.
	 */
	void afterDelete() {
		if (!this.piped) {
			CleanUp.run(this::finish);
		}
	}

}

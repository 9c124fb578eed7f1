package io.github.containerd4j.task;

import java.time.Duration;
import java.util.Optional;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.DeadlineExceededException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.proto.services.containers.v1.ContainersGrpc;
import io.github.containerd4j.proto.services.containers.v1.GetContainerRequest;
import io.github.containerd4j.rpc.RpcClient;
import io.github.containerd4j.rpc.Subject;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a task: asks its first process, and kills all of them when that has not helped.
 */
final class TaskStopper {

	private static final Logger logger = LoggerFactory.getLogger(TaskStopper.class);

	// Written by containerd's own clients when an image names a signal.
	private static final String STOP_SIGNAL_LABEL = "io.containerd.image.config.stop-signal";

	// What a kernel needs at most to take the memory of a big process back.
	private static final Duration KILL_LIMIT = Duration.ofSeconds(10);

	private final Task task;

	private final ProcessCalls calls;

	private final ProcessKey key;

	private final Waiting waiting;

	TaskStopper(Task task, ProcessCalls calls, ProcessKey key) {
		this.task = task;
		this.calls = calls;
		this.key = key;
		this.waiting = calls.waiting("Tasks.Stop", key);
	}

	/**
	 * Ends the task.
	 * @param signal what its first process is asked with; {@code null} for the one that
	 * the container's record names
	 * @param grace how long that may take
	 */
	ExitStatus stop(@Nullable Signal signal, Duration grace) {
		ExitFuture exit = this.calls.exit(this.key);
		try {
			TaskStatus status = this.task.refresh().status();
			Optional<ExitStatus> asked = ask(status, signal, grace, exit);
			return asked.orElseGet(() -> kill(exit));
		}
		finally {
			exit.cancel(true);
		}
	}

	/**
	 * Asks the first process to end, and does no more.
	 * @param signal what it is asked with; {@code null} for the one that the container's
	 * record names
	 * @param timeout how long that may take
	 */
	Optional<ExitStatus> ask(@Nullable Signal signal, Duration timeout) {
		ExitFuture exit = this.calls.exit(this.key);
		try {
			return ask(this.task.refresh().status(), signal, timeout, exit);
		}
		finally {
			exit.cancel(true);
		}
	}

	private Optional<ExitStatus> ask(TaskStatus status, @Nullable Signal signal, Duration grace, ExitFuture exit) {
		if (status == TaskStatus.CREATED) {
			// No program runs that could be asked.
			return Optional.empty();
		}
		if (status != TaskStatus.STOPPED) {
			send((signal != null) ? signal : stopSignal());
			if (status == TaskStatus.PAUSED || status == TaskStatus.PAUSING) {
				resume();
			}
			return this.waiting.atMost(exit, grace);
		}
		return this.waiting.atMost(exit, killLimit());
	}

	/**
	 * Ends the task without asking.
	 */
	ExitStatus kill() {
		ExitFuture exit = this.calls.exit(this.key);
		try {
			return kill(exit);
		}
		finally {
			exit.cancel(true);
		}
	}

	private ExitStatus kill(ExitFuture exit) {
		this.task.killAll(Signal.KILL);
		Duration limit = killLimit();
		return this.waiting.atMost(exit, limit).orElseThrow(() -> stuck(limit));
	}

	private Duration killLimit() {
		Duration request = this.calls.rpc().limits().request();
		return (request.compareTo(KILL_LIMIT) < 0) ? request : KILL_LIMIT;
	}

	private DeadlineExceededException stuck(Duration limit) {
		Failure failure = this.waiting.failure(ErrorCode.DEADLINE_EXCEEDED);
		String message = failure.describe() + ": it did not end within " + limit.toMillis()
				+ " ms after all its processes were killed";
		try {
			message += "; it is " + this.task.refresh().status()
					+ new TaskProcesses(this.task, this.calls, this.key).describeUninterruptible();
		}
		catch (ContainerdException ex) {
			logger.debug("The state of task {} is not known", this.key.containerId(), ex);
		}
		return new DeadlineExceededException(message, failure, null);
	}

	private void send(Signal signal) {
		try {
			this.task.kill(signal);
		}
		catch (NotFoundException ex) {
			logger.debug("Task {} has ended by itself", this.key.containerId());
		}
	}

	/**
	 * A frozen process does not see what it is asked.
	 */
	private void resume() {
		try {
			this.task.resume();
		}
		catch (ContainerdException ex) {
			logger.debug("Task {} cannot be resumed and will be killed", this.key.containerId(), ex);
		}
	}

	private Signal stopSignal() {
		RpcClient rpc = this.calls.rpc();
		GetContainerRequest request = GetContainerRequest.newBuilder().setId(this.key.containerId()).build();
		String name = rpc.call(ContainersGrpc.getGetMethod(), request, Subject.of("container", this.key.containerId()))
			.getContainer()
			.getLabelsOrDefault(STOP_SIGNAL_LABEL, "");
		return name.isEmpty() ? Signal.TERM : Signal.parse(name);
	}

}

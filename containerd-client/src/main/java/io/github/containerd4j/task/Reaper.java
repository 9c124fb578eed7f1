package io.github.containerd4j.task;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.proto.services.tasks.v1.DeleteResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes a process that was added by exec, whatever its state. It does not fail: what
 * called for it has failed already. What a daemon that is away keeps it from is done when
 * the daemon is back.
 */
final class Reaper {

	private static final Logger logger = LoggerFactory.getLogger(Reaper.class);

	private static final Duration KILL_LIMIT = Duration.ofSeconds(10);

	private final ProcessCalls calls;

	private final TaskService tasks;

	private final ProcessKey key;

	Reaper(ProcessCalls calls, TaskService tasks, ProcessKey key) {
		this.calls = calls;
		this.tasks = tasks;
		this.key = key;
	}

	/**
	 * Kills a process and waits for its end.
	 * @param pid its id on the daemon's host
	 * @param exit its end
	 * @return how it ended; empty if it did not in time
	 */
	Optional<ExitStatus> kill(int pid, ExitFuture exit) {
		ProcessTree tree = ProcessTree.of(this.calls.rpc(), pid);
		send(Signal.KILL);
		tree.kill();
		return this.calls.waiting("Tasks.Wait", this.key).atMost(exit, limit());
	}

	private Duration limit() {
		Duration request = this.calls.rpc().limits().request();
		return (request.compareTo(KILL_LIMIT) < 0) ? request : KILL_LIMIT;
	}

	void send(Signal signal) {
		try {
			this.calls.kill(this.key, signal, false);
		}
		catch (NotFoundException | FailedPreconditionException ex) {
			logger.debug("{} does not run", this.key);
		}
	}

	/**
	 * Deletes a process that does not run.
	 */
	void delete() {
		logged(() -> this.tasks.deleteProcess(this.key.containerId(), this.key.execId()));
	}

	/**
	 * Deletes a process that has ended, and does something else until the daemon answers.
	 * @param meanwhile is done in any case
	 */
	void delete(Runnable meanwhile) {
		AtomicReference<@Nullable CompletableFuture<DeleteResponse>> deletion = new AtomicReference<>();
		logged(() -> deletion.set(this.calls.deleteAsync(this.key)));
		try {
			meanwhile.run();
		}
		finally {
			CompletableFuture<DeleteResponse> answer = deletion.get();
			if (answer != null) {
				logged(() -> await(answer));
			}
		}
	}

	private void await(CompletableFuture<DeleteResponse> answer) {
		try {
			this.calls.waiting("Tasks.DeleteProcess", this.key).within(answer, this.calls.rpc().limits().request());
		}
		finally {
			answer.cancel(true);
		}
	}

	private void logged(Runnable deletion) {
		try {
			deletion.run();
		}
		catch (NotFoundException ex) {
			logger.debug("{} is gone already", this.key);
		}
		catch (ContainerdException ex) {
			leave(0, ex);
		}
	}

	private void leave(int pid, ContainerdException failure) {
		if (DaemonLoss.isUnanswered(failure)) {
			LateReaper.start(this, pid, failure);
		}
		else {
			logger.warn("A process is left behind: {}", failure.getMessage());
		}
	}

	/**
	 * Kills a process if it runs and deletes it.
	 * @param pid its id on the daemon's host; 0 if it was never started
	 * @param exit its end
	 */
	void reap(int pid, ExitFuture exit) {
		try {
			if (!exit.isDone() && kill(pid, exit).isEmpty()) {
				logger.warn("Process {} of container {} lives on although it was killed", this.key.execId(),
						this.key.containerId());
			}
		}
		catch (ContainerdException ex) {
			if (DaemonLoss.isUnanswered(ex)) {
				leave(pid, ex);
				return;
			}
			logger.debug("{} cannot be killed", this.key, ex);
		}
		delete();
	}

	/**
	 * Does the same and fails where the daemon does not answer.
	 * @param pid its id on the daemon's host; 0 if that is not known
	 */
	void removeNow(int pid) {
		try {
			ProcessInfo info = this.calls.get(this.key);
			if (info.status() == TaskStatus.RUNNING) {
				killNow((pid > 0) ? pid : info.pid());
			}
			this.tasks.deleteProcess(this.key.containerId(), this.key.execId());
		}
		catch (NotFoundException ex) {
			logger.debug("{} is gone already", this.key);
		}
	}

	private void killNow(int pid) {
		ExitFuture exit = this.calls.exit(this.key);
		try {
			kill(pid, exit);
		}
		finally {
			exit.cancel(true);
		}
	}

	@Override
	public String toString() {
		return "process " + this.key.execId() + " of container " + this.key.containerId();
	}

}

package io.github.containerd4j.checkpoint;

import java.time.Duration;

import io.github.containerd4j.DeadlineExceededException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.rootfs.Standstill;
import io.github.containerd4j.task.Signal;
import io.github.containerd4j.task.Task;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done with a task whose checkpoint is complete.
 */
final class CheckpointEnd {

	private static final Logger logger = LoggerFactory.getLogger(CheckpointEnd.class);

	private static final Duration EXIT_LIMIT = Duration.ofSeconds(30);

	private CheckpointEnd() {
	}

	static void of(Task task, Standstill standstill, AfterCheckpoint after) {
		switch (after) {
			case GO_ON -> standstill.resume();
			case STAY_PAUSED -> standstill.keep();
			case EXIT -> {
				exit(task);
				standstill.keep();
			}
		}
	}

	private static void exit(Task task) {
		try {
			task.killAll(Signal.KILL);
		}
		catch (NotFoundException ex) {
			// CRIU has ended it, and runc forgotten it.
			logger.trace("The task has ended", ex);
		}
		if (task.waitFor(EXIT_LIMIT).isEmpty()) {
			Failure failure = new Failure("Tasks.Wait", "task", task.containerId(), null, ErrorCode.DEADLINE_EXCEEDED);
			throw new DeadlineExceededException(failure.describe() + ": the checkpoint is complete, but the task "
					+ "has not ended within " + EXIT_LIMIT.toSeconds() + " s of being killed", failure, null);
		}
	}

}

package io.github.containerd4j.task;

import java.time.Duration;

import io.github.containerd4j.CancelledException;
import io.github.containerd4j.ClientClosedException;
import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.DeadlineExceededException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.UnavailableException;

/**
 * What a waiting call does when it breaks because the daemon went away: ask again, with
 * growing pauses, since the process lives on. Not safe for use by many threads.
 */
final class DaemonLoss {

	private static final long FIRST_PAUSE = 20;

	private static final long LONGEST_PAUSE = 1000;

	// A daemon that loses a shim answers with errors of no class until it has noticed,
	// and then that the task is gone.
	private static final int SHIM_ERRORS = 5;

	private static final String SHIM_GONE = "ttrpc: closed";

	private long pause = FIRST_PAUSE;

	private int shimErrors;

	/**
	 * Whether waiting makes sense again after this failure.
	 * @param failure how the call ended, which nobody on this side has cancelled
	 */
	boolean isPassing(ContainerdException failure) {
		if (failure instanceof ClientClosedException) {
			return false;
		}
		// A daemon that shuts down in order cancels what it is serving.
		return failure instanceof UnavailableException || failure instanceof CancelledException
				|| isLostShim(failure) && ++this.shimErrors <= SHIM_ERRORS;
	}

	private static boolean isLostShim(ContainerdException failure) {
		return failure.code() == ErrorCode.UNKNOWN && String.valueOf(failure.getMessage()).contains(SHIM_GONE);
	}

	/**
	 * Whether no answer came, so that what was asked for may have happened or not. An
	 * answer that says no is sure.
	 * @param failure how a call ended
	 */
	static boolean isUnanswered(ContainerdException failure) {
		return failure instanceof UnavailableException || failure instanceof DeadlineExceededException
				|| failure instanceof CancelledException;
	}

	/**
	 * How long to wait before the next attempt.
	 */
	Duration nextPause() {
		long current = this.pause;
		this.pause = Math.min(LONGEST_PAUSE, current * 2);
		return Duration.ofMillis(current);
	}

}

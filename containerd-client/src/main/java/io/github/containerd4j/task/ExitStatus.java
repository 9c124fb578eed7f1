package io.github.containerd4j.task;

import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * How a process ended.
 *
 * @param code the exit code, 0 to 255 on Linux: 128 + n after signal n, and 255 also when
 * nobody knows. For a process that never ran it is 0
 * @param exitedAt when it ended; {@code null} if it never ran
 * @param pid its process id on the daemon's host; 0 if it never ran, and from calls that
 * do not tell, such as waiting
 * @param oomKill whether it was ended for using too much memory. Waiting and stopping
 * through a {@link Process} find out; what only reports a code, such as an event or a
 * delete, tells {@link OomKill#UNKNOWN} of a killed process
 * @since 0.1.0
 */
public record ExitStatus(int code, @Nullable Instant exitedAt, int pid, OomKill oomKill) {

	private static final int SIGNALLED = 128;

	/**
	 * An end of which nobody asked whether it was for memory.
	 * @param code the exit code
	 * @param exitedAt when it ended; {@code null} if it never ran
	 * @param pid its process id on the daemon's host
	 */
	public ExitStatus(int code, @Nullable Instant exitedAt, int pid) {
		this(code, exitedAt, pid, isKilled(code) ? OomKill.UNKNOWN : OomKill.NO);
	}

	/**
	 * Whether the process ended with 0.
	 * @return {@code true} for 0
	 */
	public boolean isSuccess() {
		return this.code == 0;
	}

	/**
	 * The signal that ended the process, as far as the code tells. A program may choose
	 * such a code by itself.
	 * @return the signal; empty if the code stands for none
	 */
	public Optional<Signal> signal() {
		int number = this.code - SIGNALLED;
		return (number >= 1 && number <= 64) ? Optional.of(Signal.of(number)) : Optional.empty();
	}

	ExitStatus with(OomKill oomKill) {
		return new ExitStatus(this.code, this.exitedAt, this.pid, oomKill);
	}

	private static boolean isKilled(int code) {
		return code == SIGNALLED + Signal.KILL.number();
	}

}

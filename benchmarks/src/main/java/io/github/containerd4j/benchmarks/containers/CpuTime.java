package io.github.containerd4j.benchmarks.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How long processes have been on a processor. Other work on the machine changes this
 * much less than it changes how long a call takes.
 */
final class CpuTime {

	// The kernel counts in hundredths of a second here, whatever its own clock does:
	// USER_HZ of time(7).
	private static final long NANOS_PER_TICK = 10_000_000;

	// Positions after the name of the program, which may have spaces; proc(5).
	private static final int USER = 11;

	private static final int WAITED_USER = 13;

	private CpuTime() {
	}

	/**
	 * The time of a process, with all its threads.
	 * @param pid the process
	 * @return the time in nanoseconds, in steps of ten milliseconds
	 */
	static long of(long pid) {
		return sum(pid, USER);
	}

	/**
	 * The time of the children of a process that have ended and were waited for, and of
	 * theirs.
	 * @param pid the process
	 * @return the time in nanoseconds, in steps of ten milliseconds
	 */
	static long ofEndedChildren(long pid) {
		return sum(pid, WAITED_USER);
	}

	private static long sum(long pid, int first) {
		String[] fields = fields(pid);
		return (Long.parseLong(fields[first]) + Long.parseLong(fields[first + 1])) * NANOS_PER_TICK;
	}

	private static String[] fields(long pid) {
		try {
			String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
			return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
